package org.voxmatrix.cli.options;

import org.voxmatrix.cli.settings.Settings;
import picocli.CommandLine.Option;

/** Which run to resume. */
public final class RunIdOption {

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      descriptionKey = Settings.NOT_A_SETTING,
      description =
          "The run to start or resume. Default: the unfinished run with the same input and settings, otherwise a new one.")
  public String id;
}
