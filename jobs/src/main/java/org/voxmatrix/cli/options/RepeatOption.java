package org.voxmatrix.cli.options;

import org.voxmatrix.jobs.extract.ExtractJob;
import picocli.CommandLine.Option;

/** Whether to redo finished recordings. */
public final class RepeatOption {

  @Option(
      names = "--again",
      negatable = true,
      fallbackValue = "true",
      description = "Redo recordings that an earlier run did.")
  private boolean again;

  public ExtractJob.Repeat repeat() {
    return again ? ExtractJob.Repeat.AGAIN : ExtractJob.Repeat.SKIP;
  }
}
