package org.voxmatrix.cli.options;

import picocli.CommandLine.Option;

/** Which model to use. */
public final class ModelOption {

  @Option(names = "--model", paramLabel = "DIR", descriptionKey = "model")
  public String folder;
}
