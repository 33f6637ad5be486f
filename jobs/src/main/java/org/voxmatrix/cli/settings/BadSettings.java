package org.voxmatrix.cli.settings;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/** The one error of settings that cannot be used. */
final class BadSettings {

  private BadSettings() {}

  static RequestException of(String message) {
    return new RequestException(
        RequestError.REQUEST_INVALID, Fault.REQUEST_BAD_VALUE, List.of("conf"), message);
  }
}
