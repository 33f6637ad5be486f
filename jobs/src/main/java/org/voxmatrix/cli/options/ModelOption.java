package org.voxmatrix.cli.options;

import java.nio.file.Path;
import org.voxmatrix.jobs.models.ModelFolder;
import org.voxmatrix.jobs.models.ModelNames;
import org.voxmatrix.session.ModelRef;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model to use. */
public final class ModelOption {

  @Option(names = "--model", paramLabel = "MODEL", descriptionKey = "model")
  private String given;

  @Mixin private ModelsOption added;

  /** What was given; null for nothing. */
  public String given() {
    return given;
  }

  /** Where models are that are found by name. */
  public ModelFolder added() {
    return added.folder();
  }

  /**
   * How other processes find a model: by its name if it has one that they know, else by its place.
   *
   * @param name as the option takes it
   */
  public String lasting(String name) {
    String place = ModelNames.find(name, added.folder());
    if (ModelRef.isBundled(place) || added.isUsual() && added.folder().has(name)) {
      return name;
    }
    return place.contains(":") ? place : Path.of(place).toAbsolutePath().normalize().toString();
  }

  /**
   * Where it is; null where none was given: then it is the one in use.
   *
   * @throws org.voxmatrix.error.RequestException if there is none of that name
   */
  public String location() {
    return ModelNames.find(given, added.folder());
  }
}
