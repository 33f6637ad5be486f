package org.voxmatrix.cli.options;

import org.voxmatrix.recordings.Repeat;
import picocli.CommandLine.Option;

/** Whether to redo finished recordings. */
public final class RepeatOption {

  @Option(names = "--again")
  private boolean again;

  public Repeat repeat() {
    return again ? Repeat.AGAIN : Repeat.SKIP;
  }
}
