package org.voxmatrix.model;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/** The one error of a bundle that cannot be used. */
final class BadBundle {

  private BadBundle() {}

  static RequestException at(List<Object> location, String message) {
    return new RequestException(Fault.MODEL_BAD_BUNDLE, location, message);
  }
}
