package org.voxmatrix.cli.options;

import org.voxmatrix.cli.settings.Settings;
import picocli.CommandLine.Option;

/** Which run to resume. */
public final class RunIdOption {

  @Option(names = "--run-id", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
  public String id;
}
