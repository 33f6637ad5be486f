package org.voxmatrix.model.preset;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/** The one error of a file that cannot be imported. */
final class BadGraph {

  private BadGraph() {}

  /**
   * @param part of the file that is wrong
   */
  static RequestException at(String part, String message) {
    return new RequestException(Fault.MODEL_BAD_BUNDLE, List.of("model.onnx", part), message);
  }
}
