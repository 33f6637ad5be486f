package org.voxmatrix.extract;

import java.util.OptionalDouble;
import org.voxmatrix.model.InputKind;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.OnnxGraph;

/** Runs the voiceprint graph over the frames kept of one channel. Thread-safe. */
final class Embedder implements AutoCloseable {

  /** Of a power whose natural logarithm grows by one. */
  private static final double DECIBELS = 10 / Math.log(10);

  private final OnnxGraph graph;
  private final InputKind kind;
  private final OptionalDouble range;
  private final boolean subtractsMean;

  Embedder(ModelBundle bundle) {
    graph = bundle.openModel();
    kind = bundle.kind();
    range = bundle.dynamicRange();
    subtractsMean = bundle.subtractsMean();
  }

  /**
   * @param frames changed in place: limited to the dynamic range, their mean over time subtracted
   */
  float[] embed(KeptFrames frames) {
    long[] shape =
        kind == InputKind.WAVEFORM
            ? new long[] {1, (long) frames.count() * frames.width()}
            : new long[] {1, frames.count(), frames.width()};
    if (kind == InputKind.KALDI_FBANK) {
      range.ifPresent(decibels -> frames.limitRange((float) (decibels / DECIBELS)));
      if (subtractsMean) {
        frames.subtractMean();
      }
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
