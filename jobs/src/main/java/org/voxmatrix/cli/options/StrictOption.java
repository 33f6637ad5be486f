package org.voxmatrix.cli.options;

import org.voxmatrix.cli.terminal.ExitCode;
import picocli.CommandLine.Option;

/** Whether bad items change the exit code. */
public final class StrictOption {

  @Option(
      names = "--strict",
      negatable = true,
      fallbackValue = "true",
      descriptionKey = "strict",
      description = "Exit with code 5 if any item was rejected or failed.")
  boolean strict;

  /** The exit code of a run that is done. */
  public int code(long faulty) {
    return strict && faulty > 0 ? ExitCode.DONE_WITH_FAULTS : ExitCode.DONE;
  }
}
