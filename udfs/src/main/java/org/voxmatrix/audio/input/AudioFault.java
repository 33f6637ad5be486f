package org.voxmatrix.audio.input;

import java.util.List;
import java.util.Map;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** Makes the rejections of this package: each is located at {@code ["audio", field]}. */
public final class AudioFault {

  private AudioFault() {}

  public static RejectedException reject(
      Fault fault, String field, String message, Map<String, ?> context) {
    return new RejectedException(fault, location(field), message, context);
  }

  public static ErrorDetail note(
      Fault fault, String field, String message, Map<String, ?> context) {
    return ErrorDetail.of(fault, location(field), message, context);
  }

  /** A time for a message: the same in every locale. */
  public static double milliseconds(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  private static List<Object> location(String field) {
    return List.of("audio", field);
  }
}
