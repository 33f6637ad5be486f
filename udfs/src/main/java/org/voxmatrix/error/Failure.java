package org.voxmatrix.error;

import java.util.List;
import java.util.Map;

/**
 * What tables and logs keep of an unexpected exception: its classes and where it arose. Its message
 * may quote anything, such as the path of a recording.
 */
public final class Failure {

  private Failure() {}

  /** The classes of an exception and of its causes, outermost first. */
  public static String kinds(Throwable failure) {
    String kind = failure.getClass().getName();
    return failure.getCause() == null ? kind : kind + " < " + kinds(failure.getCause());
  }

  /** The error of what failed so. */
  public static ErrorDetail detail(String message, Throwable failure) {
    return ErrorDetail.of(
        Fault.INTERNAL, List.of("root"), message, Map.of("exception", kinds(failure)));
  }

  /** The exception for a log, without any message. */
  public static Throwable wordless(Throwable failure) {
    return new Wordless(failure);
  }

  private static final class Wordless extends Exception {

    private static final long serialVersionUID = 1L;

    Wordless(Throwable failure) {
      super(
          failure.getClass().getName(),
          failure.getCause() == null ? null : new Wordless(failure.getCause()));
      setStackTrace(failure.getStackTrace());
    }
  }
}
