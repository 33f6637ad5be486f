package org.voxmatrix.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.voxmatrix.diarization.Span;
import org.voxmatrix.diarization.SpeakerClusters;
import org.voxmatrix.diarization.Turn;
import org.voxmatrix.diarization.Turns;
import org.voxmatrix.diarization.VoiceWindow;
import org.voxmatrix.features.FrameRing;

/** What is kept of a channel to tell its speakers. */
final class SpeakerTrack {

  private final WindowCutter windows;
  private final List<Span> speech = new ArrayList<>();
  private final boolean turnsWanted;
  private final OptionalInt count;

  /**
   * @param count of speakers, if it is known
   */
  private SpeakerTrack(WindowCutter windows, boolean turnsWanted, OptionalInt count) {
    this.windows = windows;
    this.turnsWanted = turnsWanted;
    this.count = count;
  }

  static SpeakerTrack of(Embedder embedder, int width, double frameShift, ExtractOptions options) {
    boolean turns = options.speakers() != null;
    return new SpeakerTrack(
        new WindowCutter(
            embedder, width, frameShift, turns ? WindowCutter.Step.HALF : WindowCutter.Step.WINDOW),
        turns,
        turns && options.speakers() > 0 ? OptionalInt.of(options.speakers()) : OptionalInt.empty());
  }

  /** Whether a frame is of use. */
  boolean wants(KeptFrames kept) {
    return turnsWanted || !kept.full();
  }

  /** A frame that is embedded, unless there are more of them than are kept. */
  void frame(FrameRing ring, long frame, KeptFrames kept) {
    if (wants(kept)) {
      windows.add(ring, frame);
    }
  }

  /** Frames that are counted as speech. */
  void speech(long from, long to) {
    if (!turnsWanted) {
      return;
    }
    int last = speech.size() - 1;
    if (last >= 0 && speech.get(last).to() == from) {
      speech.set(last, new Span(speech.get(last).from(), to));
    } else {
      speech.add(new Span(from, to));
    }
  }

  /**
   * What was found, at the end of the channel.
   *
   * @return null if there is too little to tell
   */
  Found finish() {
    List<VoiceWindow> voices = windows.finish();
    if (voices.isEmpty()) {
      return null;
    }
    SpeakerClusters clusters =
        SpeakerClusters.of(voices, windows.isOneVoice() ? OptionalInt.of(1) : count);
    List<Turn> turns = turnsWanted ? Turns.of(speech, voices, clusters) : List.of();
    return new Found(voices, clusters, turns);
  }

  /** The voices of a channel and what they were made of. */
  record Found(List<VoiceWindow> windows, SpeakerClusters clusters, List<Turn> turns) {}
}
