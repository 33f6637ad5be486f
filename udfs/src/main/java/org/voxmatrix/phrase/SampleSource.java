package org.voxmatrix.phrase;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import edu.cmu.sphinx.frontend.endpoint.SpeechEndSignal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/**
 * One recording as a front end's input, in the scale of 16-bit samples, with a little noise of
 * fixed seed: the model has never heard digital silence.
 */
final class SampleSource extends BaseDataProcessor {

  static final int RATE = 16_000;

  /** Silence added before and after, for recordings cut to the speech. */
  static final int MARGIN = RATE / 10;

  private final Queue<Data> pending;

  SampleSource(float[] samples) {
    Random random = new Random(1);
    double[] values = new double[samples.length + 2 * MARGIN];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() + random.nextDouble() - 1;
    }
    for (int i = 0; i < samples.length; i++) {
      values[MARGIN + i] += 32_768.0 * samples[i];
    }
    // The end of speech, not of data: only at the former the feature extractor flushes its window.
    pending =
        new ArrayDeque<>(
            List.of(
                new DataStartSignal(RATE, 0),
                new DoubleData(values, RATE, 0),
                new SpeechEndSignal()));
  }

  @Override
  public Data getData() {
    return pending.poll();
  }
}
