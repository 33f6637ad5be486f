package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** Which model to use. */
public final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      descriptionKey = "model",
      description = "Folder or URI of a model bundle. Default: the bundled model.")
  public String folder;
}
