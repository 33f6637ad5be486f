package org.voxmatrix.jobs;

import org.voxmatrix.error.RequestException;

/** Checks fractions of settings. */
public final class Within {

  private Within() {}

  /** Refuses a threshold that no score has: scores are cosines. */
  public static void score(String name, double value) {
    check(name, value, -1, 1);
  }

  /**
   * Refuses a number out of range, and what is no number.
   *
   * @param name of the setting, in snake_case
   */
  public static void check(String name, double value, double minimum, double maximum) {
    if (!(value >= minimum && value <= maximum)) {
      throw RequestException.badValue(
          name, "%s is %s; it must be %s to %s.".formatted(name, value, minimum, maximum));
    }
  }
}
