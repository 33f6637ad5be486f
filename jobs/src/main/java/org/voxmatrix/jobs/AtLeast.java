package org.voxmatrix.jobs;

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
      throw RequestException.badValue(
          name, name + " is " + value + "; it must be at least " + minimum + ".");
    }
  }
}
