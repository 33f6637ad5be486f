package org.voxmatrix.extract;

import org.voxmatrix.model.InputKind;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.OnnxGraph;

/** Runs the voiceprint graph over the frames kept of one channel. Thread-safe. */
final class Embedder implements AutoCloseable {

  private final OnnxGraph graph;
  private final InputKind kind;

  Embedder(ModelBundle bundle) {
    graph = bundle.openModel();
    kind = bundle.kind();
  }

  /**
   * @param frames their mean over time is subtracted in place
   */
  float[] embed(KeptFrames frames) {
    long[] shape =
        kind == InputKind.WAVEFORM
            ? new long[] {1, (long) frames.count() * frames.width()}
            : new long[] {1, frames.count(), frames.width()};
    if (kind == InputKind.KALDI_FBANK) {
      frames.subtractMean();
    }
    float[] embedding = graph.run(shape, frames::copyTo);
    for (float value : embedding) {
      if (!Float.isFinite(value)) {
        throw new IllegalStateException("the model gave an embedding with " + value);
      }
    }
    return embedding;
  }

  @Override
  public void close() {
    graph.close();
  }
}
