package org.voxmatrix.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A named place where a test ends the process at once, as {@code kill -9} would, or puts it to
 * sleep, as {@code kill -STOP} does: set the system property {@code voxmatrix.crash-at} or {@code
 * voxmatrix.stop-at} to the name. With {@code voxmatrix.points-to} the names are written to that
 * file. Nothing happens otherwise.
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
    String file = System.getProperty("voxmatrix.points-to");
    if (file != null) {
      note(point, Path.of(file));
    }
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

  private static synchronized void note(String point, Path file) {
    try {
      Files.writeString(file, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
