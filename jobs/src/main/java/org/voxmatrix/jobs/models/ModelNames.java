package org.voxmatrix.jobs.models;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.session.ModelRef;

/** Finds the model that a user means: by its name, or by its folder. */
public final class ModelNames {

  private ModelNames() {}

  /**
   * Where a model is: one that comes with Voxmatrix, one that was added, or a folder. What has a
   * slash is a folder or URI; a folder of the current one may be given without, unless a model has
   * its name.
   *
   * @param given null where none is named
   * @return as {@link ModelRef#files} takes it; null for null
   * @throws RequestException if there is none of that name
   */
  public static String find(String given, ModelFolder added) {
    if (given == null) {
      return null;
    }
    if (ModelBundle.BUNDLED.contains(given)) {
      return ModelRef.BUNDLED + given;
    }
    if (given.contains("/") || given.contains(":")) {
      return given;
    }
    if (added.has(given)) {
      return added.folder(given).toString();
    }
    if (isFolder(given)) {
      return given;
    }
    throw RequestException.badValue(
        "model",
        "There is no model '%s', and no folder of that name: 'voxmatrix model list' shows the models, 'voxmatrix model add' adds one"
            .formatted(given));
  }

  private static boolean isFolder(String given) {
    try {
      return !given.isBlank() && Files.isDirectory(Path.of(given));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
