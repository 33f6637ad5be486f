package org.voxmatrix.doctor;

import java.util.function.Supplier;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.storage.Machine;

/** Whether a model bundle is whole and its graph opens. */
final class ModelCheck {

  private ModelCheck() {}

  static Finding run(Supplier<ModelBundle> opener) {
    try {
      ModelBundle bundle = opener.get();
      bundle.openModel().close();
      return Finding.ok(
          "model",
          "%s %s, %d values, %d Hz"
              .formatted(
                  bundle.name(), bundle.version(), bundle.embeddingSize(), bundle.sampleRate()));
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail(
          "model",
          Machine.fault(e)
              .map(RequestException::getMessage)
              .orElseGet(() -> e.getMessage() + "; give another --model"));
    }
  }
}
