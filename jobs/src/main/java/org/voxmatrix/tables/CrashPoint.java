package org.voxmatrix.tables;

/**
 * A named place where a test ends the process at once, as {@code kill -9} would: set the system
 * property {@code voxmatrix.crash-at} to the name. Nothing happens otherwise.
 */
public final class CrashPoint {

  private static final int KILLED = 137;

  private CrashPoint() {}

  /** Ends the process if this is the place. */
  public static void reach(String name, int wave) {
    if ((name + ":" + wave).equals(System.getProperty("voxmatrix.crash-at"))) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
