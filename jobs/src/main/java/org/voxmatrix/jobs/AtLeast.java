package org.voxmatrix.jobs;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/** Checks numbers of settings. */
public final class AtLeast {

  private AtLeast() {}

  /**
   * Refuses a number that is too small.
   *
   * @param name of the setting, in snake_case
   */
  public static void check(String name, long value, long minimum) {
    if (value < minimum) {
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          Fault.REQUEST_BAD_VALUE,
          List.of(name),
          name + " is " + value + "; it must be at least " + minimum + ".");
    }
  }
}
