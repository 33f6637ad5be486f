package org.voxmatrix.speech;

import java.util.function.Consumer;
import org.voxmatrix.features.FrameRing;

/**
 * Runs the detector over a stream of frames in windows of 10 s; a last window under 2 s is joined
 * to its neighbour. Frames are therefore decided at most 12 s after they came in.
 */
public final class SpeechStream {

  private static final double WINDOW = 10;
  private static final double SHORTEST = 2;

  private final SpeechDetector detector;
  private final FrameRing frames;
  private final Consumer<SpeechDecision> sink;
  private final int window;
  private final int shortest;
  private final SpeechDecision[] decisions;
  private long added;
  private long decided;

  /**
   * @param frames where frames are put before they are announced by {@link #added()}; keeps at
   *     least {@link #capacity} of them
   * @param sink takes the decisions, one per frame and in order
   */
  public SpeechStream(SpeechDetector detector, FrameRing frames, Consumer<SpeechDecision> sink) {
    this.detector = detector;
    this.frames = frames;
    this.sink = sink;
    window = frames(detector, WINDOW);
    shortest = frames(detector, SHORTEST);
    decisions = new SpeechDecision[window + shortest];
  }

  /** The most frames that wait for their decision. */
  public static int capacity(SpeechDetector detector) {
    return frames(detector, WINDOW + SHORTEST);
  }

  /** Says that one more frame is in the ring. */
  public void added() {
    added++;
    if (added - decided == window + shortest) {
      decide(window);
    }
  }

  /** Ends the stream: all frames are decided on. */
  public void finish() {
    int left = (int) (added - decided);
    if (left >= window + shortest) {
      throw new IllegalStateException(left + " frames wait for a decision");
    }
    if (left > 0) {
      decide(left);
    }
  }

  private void decide(int count) {
    detector.detect(frames, decided, count, decisions);
    decided += count;
    for (int i = 0; i < count; i++) {
      sink.accept(decisions[i]);
    }
  }

  private static int frames(SpeechDetector detector, double seconds) {
    return (int) Math.round(seconds / detector.frontEnd().frameShift());
  }
}
