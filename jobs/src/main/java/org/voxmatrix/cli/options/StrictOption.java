package org.voxmatrix.cli.options;

import org.voxmatrix.cli.terminal.ExitCode;
import picocli.CommandLine.Option;

/** Whether bad items change the exit code. */
public final class StrictOption {

  @Option(names = "--strict", descriptionKey = "strict")
  boolean strict;

  /** The exit code of a run that is done. */
  public int code(long faulty) {
    return strict && faulty > 0 ? ExitCode.DONE_WITH_FAULTS : ExitCode.DONE;
  }
}
