package org.voxmatrix.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.features.FilterBank;
import org.voxmatrix.features.FrameRing;
import org.voxmatrix.features.Framer;
import org.voxmatrix.features.FrontEnd;
import org.voxmatrix.features.TimeMean;
import org.voxmatrix.speech.SpeechDetector;
import org.voxmatrix.speech.SpeechRule;
import org.voxmatrix.speech.SpeechSegmenter;
import org.voxmatrix.speech.SpeechStream;

/** What the two networks see of a recording: frames one after the other, their mean subtracted. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frames(float[] values, int width) {

  private static final int WINDOW_SECONDS = 10;
  private static final int SHORTEST_SECONDS = 2;

  int count() {
    return values.length / width;
  }

  /** All frames of the samples, nothing subtracted. */
  static FrameRing frontEnd(FrontEnd frontEnd, float[] samples) {
    FilterBank features = new FilterBank(frontEnd);
    int capacity = samples.length / features.shift() + 1;
    FrameRing ring = new FrameRing(capacity, features.width());
    int[] count = {0};
    new Framer(
            features.length(),
            features.shift(),
            (block, offset) ->
                features.frame(block, offset, ring.values(), ring.offset(count[0]++)))
        .accept(samples, samples.length);
    return ring;
  }

  static int count(FrontEnd frontEnd, int samples) {
    return 1 + (samples - frontEnd.frameSamples()) / frontEnd.shiftSamples();
  }

  /** The windows that the speech detector runs over. */
  static List<Frames> windows(FrameRing ring, int count, FrontEnd frontEnd) {
    int second = (int) Math.round(1 / frontEnd.frameShift());
    List<Frames> windows = new ArrayList<>();
    int from = 0;
    while (from < count) {
      int left = count - from;
      int length =
          left < (WINDOW_SECONDS + SHORTEST_SECONDS) * second ? left : WINDOW_SECONDS * second;
      windows.add(centred(ring, List.of(new int[] {from, from + length})));
      from += length;
    }
    return windows;
  }

  /** The speech that the model embeds. */
  static Frames speech(FrameRing ring, int count, SpeechDetector detector) {
    List<int[]> speech = new ArrayList<>();
    SpeechSegmenter.Sink sink =
        new SpeechSegmenter.Sink() {
          @Override
          public void speech(long from, long to) {
            speech.add(new int[] {(int) from, (int) to});
          }

          @Override
          public void nonSpeech(long from, long to) {}
        };
    SpeechSegmenter loose =
        new SpeechSegmenter(SpeechRule.LOOSE, detector.frontEnd().frameShift(), sink);
    SpeechStream stream = new SpeechStream(detector, ring, loose::accept);
    for (int i = 0; i < count; i++) {
      stream.added();
    }
    stream.finish();
    loose.finish();
    return centred(ring, speech);
  }

  private static Frames centred(FrameRing ring, List<int[]> parts) {
    int width = ring.width();
    int count = parts.stream().mapToInt(part -> part[1] - part[0]).sum();
    float[] values = new float[count * width];
    int filled = 0;
    for (int[] part : parts) {
      int length = (part[1] - part[0]) * width;
      System.arraycopy(ring.values(), part[0] * width, values, filled, length);
      filled += length;
    }
    float[] mean = TimeMean.of(values, width, count);
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean[i % width];
    }
    return new Frames(values, width);
  }
}
