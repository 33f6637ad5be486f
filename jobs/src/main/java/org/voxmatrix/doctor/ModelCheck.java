package org.voxmatrix.doctor;

import java.nio.file.Path;
import java.util.Optional;
import org.voxmatrix.model.ModelBundle;

/** Whether a model bundle is whole and its graph opens. */
final class ModelCheck {

  private ModelCheck() {}

  /**
   * Loads a bundle.
   *
   * @param folder empty for the one that comes with Voxmatrix
   */
  static Finding run(Optional<Path> folder) {
    try {
      ModelBundle bundle = folder.map(ModelBundle::load).orElseGet(ModelBundle::loadDefault);
      bundle.openModel().close();
      return Finding.ok(
          "model",
          "%s %s, %d values, %d Hz"
              .formatted(
                  bundle.name(), bundle.version(), bundle.embeddingSize(), bundle.sampleRate()));
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail("model", e.getMessage() + "; give another --model");
    }
  }
}
