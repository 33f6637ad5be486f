package org.voxmatrix.speech;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.Optional;
import org.voxmatrix.features.FrameRing;
import org.voxmatrix.features.FrontEnd;
import org.voxmatrix.features.TimeMean;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.OnnxGraph;
import org.voxmatrix.model.SpeechThresholds;

/** The speech detector of a model bundle: a decision per frame. Thread-safe. */
public final class SpeechDetector implements AutoCloseable {

  private final OnnxGraph graph;
  private final FrontEnd frontEnd;
  private final SpeechThresholds thresholds;
  private final SteadyTones tones;

  private SpeechDetector(OnnxGraph graph, FrontEnd frontEnd, SpeechThresholds thresholds) {
    this.graph = graph;
    this.frontEnd = frontEnd;
    this.thresholds = thresholds;
    tones = new SteadyTones(frontEnd.frameShift());
  }

  /**
   * Opens the detector of {@code bundle}; if it has none, that of the default bundle, as long as
   * its frames are those of the model.
   *
   * @return empty if there is no detector for the model
   */
  public static Optional<SpeechDetector> open(ModelBundle bundle) {
    ModelBundle owner = bundle.vadFrontEnd().isPresent() ? bundle : ModelBundle.loadDefault();
    return owner
        .vadFrontEnd()
        .filter(frontEnd -> frontEnd.sampleRate() == bundle.sampleRate())
        .filter(frontEnd -> bundle.frontEnd().map(frontEnd::sameFrames).orElse(true))
        .flatMap(
            frontEnd ->
                owner
                    .openVad()
                    .map(
                        graph ->
                            new SpeechDetector(
                                graph, frontEnd, owner.vadThresholds().orElseThrow())));
  }

  public FrontEnd frontEnd() {
    return frontEnd;
  }

  /**
   * Decides on {@code count} frames from {@code first}, the mean over just these subtracted.
   *
   * @param decisions receives them in order
   */
  void detect(FrameRing frames, long first, int count, SpeechDecision[] decisions) {
    int width = frames.width();
    float[] mean = TimeMean.of(frames, first, count);
    float[] probabilities =
        graph.run(new long[] {1, count, width}, input -> fill(input, frames, first, count, mean));
    BitSet speech = thresholds.speech(probabilities);
    tones.remove(speech, frames, first, count);
    for (int i = 0; i < count; i++) {
      decisions[i] = speech.get(i) ? SpeechDecision.SPEECH : SpeechDecision.NON_SPEECH;
    }
  }

  private static void fill(
      FloatBuffer input, FrameRing frames, long first, int count, float[] mean) {
    float[] row = new float[mean.length];
    for (long frame = first; frame < first + count; frame++) {
      int offset = frames.offset(frame);
      for (int bin = 0; bin < row.length; bin++) {
        row[bin] = frames.values()[offset + bin] - mean[bin];
      }
      input.put(row);
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
