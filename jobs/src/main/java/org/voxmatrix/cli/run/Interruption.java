package org.voxmatrix.cli.run;

import java.io.PrintWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Tells a user who ends a job with Ctrl-C how to resume it. */
final class Interruption {

  private static volatile boolean under;

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  static Interruption watch(PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              under = true;
              // What fails from here on fails because we stop.
              Configurator.setAllLevels("", Level.OFF);
              err.println();
              err.println("voxmatrix: interrupted; run the same command to resume");
              err.flush();
            },
            "voxmatrix-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** Whether the process is being ended from outside. */
  static boolean isUnderWay() {
    return under;
  }

  /** The job is over. */
  void end() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      under = true; // The process is ending already.
    }
  }
}
