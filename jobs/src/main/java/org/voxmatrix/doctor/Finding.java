package org.voxmatrix.doctor;

/**
 * What one check found.
 *
 * @param level how bad it is
 * @param subject what was checked
 * @param message what was found, and what to do about it
 */
public record Finding(Level level, String subject, String message) {

  /** How bad a finding is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Jobs run, but slower, or not for long. */
    WARN,
    /** Jobs cannot run. */
    FAIL
  }

  static Finding ok(String subject, String message) {
    return new Finding(Level.OK, subject, message);
  }

  static Finding warn(String subject, String message) {
    return new Finding(Level.WARN, subject, message);
  }

  static Finding fail(String subject, String message) {
    return new Finding(Level.FAIL, subject, message);
  }
}
