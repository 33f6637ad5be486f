package org.voxmatrix.cli.options;

import java.nio.file.Path;
import org.voxmatrix.jobs.models.ModelFolder;
import picocli.CommandLine.Option;

/** Where added models live. */
public final class ModelsOption {

  @Option(names = "--models", paramLabel = "DIR", descriptionKey = "models")
  private Path folder;

  /** Whether it is where every process of the user looks. */
  boolean isUsual() {
    return folder == null;
  }

  public ModelFolder folder() {
    return folder == null ? ModelFolder.usual(System.getenv()) : new ModelFolder(folder);
  }
}
