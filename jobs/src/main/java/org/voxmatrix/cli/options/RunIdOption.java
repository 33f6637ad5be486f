package org.voxmatrix.cli.options;

import org.voxmatrix.cli.settings.Settings;
import picocli.CommandLine.Option;

/** Which run to go on with. */
public final class RunIdOption {

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      descriptionKey = Settings.NOT_A_SETTING,
      description =
          "The run to start or go on with. Default: the unfinished run of the same input and"
              + " settings, else a new one.")
  public String id;
}
