package org.voxmatrix.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final float[] mean;
  private final int size;

  /** Some graphs take one recording at a time, and say so when they are given more. */
  private volatile boolean takesBatches = true;

  Embedder(ModelBundle bundle) {
    graph = bundle.openModel();
    kind = bundle.kind();
    range = bundle.dynamicRange();
    subtractsMean = bundle.subtractsMean();
    mean = bundle.mean();
    size = bundle.embeddingSize();
  }

  /** What scoring subtracts; not to be changed. */
  float[] mean() {
    return mean;
  }

  /**
   * @param frames changed in place: limited to the dynamic range, their mean over time subtracted
   */
  float[] embed(KeptFrames frames) {
    prepare(frames);
    return run(List.of(frames));
  }

  /**
   * An embedding of each, in order.
   *
   * @param windows of one length; changed in place, as {@link #embed(KeptFrames)} does
   */
  List<float[]> embed(List<KeptFrames> windows) {
    windows.forEach(this::prepare);
    if (takesBatches && windows.size() > 1) {
      try {
        float[] values = run(windows);
        if (values.length == windows.size() * size) {
          return parts(values);
        }
      } catch (IllegalStateException refused) {
        // If it is for another reason, the runs below say so.
      }
      takesBatches = false;
    }
    return windows.stream().map(window -> run(List.of(window))).toList();
  }

  private List<float[]> parts(float[] values) {
    List<float[]> parts = new ArrayList<>();
    for (int i = 0; i < values.length; i += size) {
      parts.add(Arrays.copyOfRange(values, i, i + size));
    }
    return parts;
  }

  private void prepare(KeptFrames frames) {
    if (kind == InputKind.KALDI_FBANK) {
      range.ifPresent(decibels -> frames.limitRange((float) (decibels / DECIBELS)));
      if (subtractsMean) {
        frames.subtractMean();
      }
    }
  }

  private float[] run(List<KeptFrames> windows) {
    KeptFrames first = windows.get(0);
    long[] shape =
        kind == InputKind.WAVEFORM
            ? new long[] {windows.size(), (long) first.count() * first.width()}
            : new long[] {windows.size(), first.count(), first.width()};
    float[] values = graph.run(shape, input -> windows.forEach(window -> window.copyTo(input)));
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalStateException("the model gave an embedding with " + value);
      }
    }
    return values;
  }

  @Override
  public void close() {
    graph.close();
  }
}
