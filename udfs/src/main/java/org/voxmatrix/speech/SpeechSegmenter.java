package org.voxmatrix.speech;

/**
 * Applies a {@link SpeechRule} to a stream of decisions. Every frame is reported once and in order,
 * as part of a run of speech or of non-speech, at most {@link #delay()} frames after its decision
 * came in: however long a segment is, nothing has to be kept for longer than that.
 */
public final class SpeechSegmenter {

  private static final long NONE = -1;

  private final int closeGap;
  private final int dropIsland;
  private final int widen;
  private final Sink sink;

  private long frames;
  private long reported;
  private long islandStart = NONE;
  private long lastSpeech;

  /** Takes runs of frames, from the first to before {@code to}. */
  public interface Sink {

    void speech(long from, long to);

    void nonSpeech(long from, long to);
  }

  /**
   * @param frameShift seconds from one frame to the next
   */
  public SpeechSegmenter(SpeechRule rule, double frameShift, Sink sink) {
    closeGap = (int) Math.round(rule.closeGap() / frameShift);
    dropIsland = (int) Math.round(rule.dropIsland() / frameShift);
    widen = (int) Math.round(rule.widen() / frameShift);
    this.sink = sink;
  }

  /** The most frames between a decision and the report of its frame. */
  public int delay() {
    return closeGap + dropIsland + widen;
  }

  /** Adds the decision on the next frame. */
  public void accept(SpeechDecision decision) {
    long frame = frames++;
    if (decision == SpeechDecision.SPEECH) {
      if (islandStart == NONE) {
        islandStart = frame;
      }
      lastSpeech = frame;
      if (lastSpeech + 1 - islandStart >= dropIsland) {
        reportNonSpeech(islandStart - widen);
        reportSpeech(frames);
      }
    } else {
      if (islandStart != NONE && frame - lastSpeech >= closeGap) {
        endIsland();
      }
      if (islandStart == NONE) {
        reportNonSpeech(frames - widen);
      }
    }
  }

  /** Ends the stream. */
  public void finish() {
    if (islandStart != NONE) {
      endIsland();
    }
    reportNonSpeech(frames);
  }

  private void endIsland() {
    if (lastSpeech + 1 - islandStart >= dropIsland) {
      reportSpeech(Math.min(frames, lastSpeech + 1 + widen));
    }
    islandStart = NONE;
  }

  private void reportSpeech(long to) {
    if (to > reported) {
      sink.speech(reported, to);
      reported = to;
    }
  }

  private void reportNonSpeech(long to) {
    if (to > reported) {
      sink.nonSpeech(reported, to);
      reported = to;
    }
  }
}
