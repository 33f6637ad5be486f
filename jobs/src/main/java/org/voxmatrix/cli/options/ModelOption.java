package org.voxmatrix.cli.options;

import org.voxmatrix.jobs.models.ModelNames;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model to use. */
public final class ModelOption {

  @Option(names = "--model", paramLabel = "MODEL", descriptionKey = "model")
  private String given;

  @Mixin private ModelsOption added;

  /**
   * Where it is; null for the default model.
   *
   * @throws org.voxmatrix.error.RequestException if there is none of that name
   */
  public String location() {
    return ModelNames.find(given, added.folder());
  }
}
