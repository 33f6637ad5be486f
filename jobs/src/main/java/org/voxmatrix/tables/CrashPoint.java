package org.voxmatrix.tables;

import java.io.IOException;

/**
 * A named place where a test ends the process at once, as {@code kill -9} would, or puts it to
 * sleep, as {@code kill -STOP} does: set the system property {@code voxmatrix.crash-at} or {@code
 * voxmatrix.stop-at} to the name. Nothing happens otherwise.
 */
public final class CrashPoint {

  private static final int KILLED = 137;

  /** A signal comes when it comes: this ends when the process has been stopped and woken. */
  private static final String STOP =
      """
      stopped() { grep -q ') T ' /proc/$0/stat; }
      kill -STOP $0
      until stopped; do sleep 0.01; done
      while stopped; do sleep 0.05; done
      """;

  private CrashPoint() {}

  /** Ends or stops the process if this is the place. */
  public static void reach(String name, int wave) {
    String point = name + ":" + wave;
    if (point.equals(System.getProperty("voxmatrix.crash-at"))) {
      Runtime.getRuntime().halt(KILLED);
    }
    if (point.equals(System.getProperty("voxmatrix.stop-at"))) {
      stop();
    }
  }

  /**
   * Does what other threads do at any time, such as renewing a lease, and what must not be stopped
   * in its middle: it would keep the catalog locked.
   */
  public static synchronized void whole(Runnable work) {
    work.run();
  }

  /** Returns when somebody has woken the process. */
  private static synchronized void stop() {
    System.clearProperty("voxmatrix.stop-at"); // Once.
    try {
      String pid = String.valueOf(ProcessHandle.current().pid());
      new ProcessBuilder("sh", "-c", STOP, pid).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
