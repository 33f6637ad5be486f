package org.voxmatrix.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.voxmatrix.diarization.Likeness;
import org.voxmatrix.diarization.VoiceWindow;
import org.voxmatrix.features.FrameRing;

/**
 * Cuts the speech of a channel into windows, and embeds them some at a time: what is held is one
 * window, some that wait, and an embedding for each that was cut. A run of speech shorter than a
 * window is repeated to its length. One channel's, for one thread.
 */
final class WindowCutter {

  private static final double SECONDS = 1.5;

  /** Shorter runs say too little of a voice. */
  private static final double SHORTEST_SECONDS = 0.5;

  /** Of two anchors, that may be shared. */
  private static final double SHARED_SECONDS = 0.12;

  /** Windows that are embedded at once. */
  private static final int BATCH = 16;

  /** With fewer anchors than this nobody can be told from anybody. */
  private static final int FEW = 4;

  /** How far one window starts after the other. */
  enum Step {
    /** Anchors alone, embedded at the end, and as few as it takes to count speakers. */
    WINDOW(1),
    /** One between two anchors, so that turns are cut more finely. */
    HALF(2);

    private final int part;

    Step(int part) {
      this.part = part;
    }
  }

  private final Embedder embedder;
  private final int width;
  private final int length;
  private final int shortest;
  private final int shared;
  private final int hop;
  private final boolean anchorsOnly;
  private final FrameRing latest;
  private final long[] times;
  private final List<KeptFrames> waiting = new ArrayList<>();
  private final List<long[]> places = new ArrayList<>();
  private final List<VoiceWindow> windows = new ArrayList<>();
  private boolean oneVoice;
  private int run;
  private int anchorEnd;

  /**
   * @param width values per frame
   * @param frameShift seconds from one frame to the next
   */
  WindowCutter(Embedder embedder, int width, double frameShift, Step step) {
    this.embedder = embedder;
    this.width = width;
    length = (int) Math.round(SECONDS / frameShift);
    shortest = (int) Math.round(SHORTEST_SECONDS / frameShift);
    shared = (int) Math.round(SHARED_SECONDS / frameShift);
    hop = length / step.part;
    anchorsOnly = step == Step.WINDOW;
    latest = new FrameRing(length, width);
    times = new long[length];
  }

  /** Adds a frame of speech; one that does not follow the one before it begins a run. */
  void add(FrameRing ring, long frame) {
    if (run > 0 && frame != times[(run - 1) % length] + 1) {
      endRun();
    }
    System.arraycopy(ring.values(), ring.offset(frame), latest.values(), latest.offset(run), width);
    times[run % length] = frame;
    run++;
    if (run >= length && (run - length) % hop == 0) {
      cut(length);
    }
  }

  /** Ends the channel. */
  List<VoiceWindow> finish() {
    endRun();
    if (anchorsOnly) {
      look();
    } else {
      embed(waiting.size());
    }
    return windows;
  }

  /** Whether a first look was enough to see that there is one voice. */
  boolean isOneVoice() {
    return oneVoice;
  }

  /** Embeds a quarter of the windows, evenly over the channel, and the others if these differ. */
  private void look() {
    int all = waiting.size();
    int few = Math.min(all, all < FEW ? 2 : Math.max(3, (all + 3) / 4));
    for (int i = 0; i < few; i++) {
      int place = few == 1 ? 0 : Math.round((float) i * (all - 1) / (few - 1));
      Collections.swap(waiting, i, place);
      Collections.swap(places, i, place);
    }
    embed(few);
    oneVoice = all < FEW || Likeness.showOneVoice(windows);
    if (!oneVoice) {
      embed(waiting.size());
    }
    windows.sort(Comparator.comparingLong(VoiceWindow::from));
  }

  private void endRun() {
    if (run >= shortest && run < length) {
      cut(run);
    } else if (run > length && (run - length) % hop != 0) {
      cut(length);
    }
    run = 0;
    anchorEnd = 0;
  }

  /** A window of the latest frames. */
  private void cut(int frames) {
    int start = run - frames;
    boolean anchor = start >= anchorEnd - shared || start == 0;
    if (!anchor && anchorsOnly) {
      return;
    }
    if (anchor) {
      anchorEnd = run;
    }
    KeptFrames window = new KeptFrames(width, length);
    for (int i = 0; i < length; i++) {
      window.add(latest, start + i % frames);
    }
    waiting.add(window);
    places.add(new long[] {times[start % length], times[(run - 1) % length] + 1, anchor ? 1 : 0});
    if (waiting.size() == BATCH && !anchorsOnly) {
      embed(BATCH);
    }
  }

  /** Embeds the first of the windows that wait. */
  private void embed(int count) {
    for (int done = 0; done < count; done += BATCH) {
      embedBatch(Math.min(BATCH, count - done));
    }
  }

  private void embedBatch(int count) {
    List<float[]> embeddings = embedder.embed(List.copyOf(waiting.subList(0, count)));
    for (int i = 0; i < embeddings.size(); i++) {
      long[] place = places.get(i);
      windows.add(
          VoiceWindow.of(place[0], place[1], place[2] == 1, embeddings.get(i), embedder.mean()));
    }
    waiting.subList(0, count).clear();
    places.subList(0, count).clear();
  }
}
