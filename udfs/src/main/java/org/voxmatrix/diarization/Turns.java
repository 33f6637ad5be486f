package org.voxmatrix.diarization;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts speech among speakers. A frame goes to the speaker to whom the windows over it are nearest,
 * each weighted by how near to its middle the frame is; one without windows to the speaker of the
 * window nearest in time.
 */
public final class Turns {

  /** Weight of a window's ends, where it is 1 in the middle. */
  private static final double EDGE = 0.1;

  private final List<VoiceWindow> windows;
  private final double[][] cosines;
  private final List<Turn> turns = new ArrayList<>();
  private int first;

  private Turns(List<VoiceWindow> windows, float[][] centroids) {
    this.windows = windows;
    cosines = new double[windows.size()][centroids.length];
    for (int i = 0; i < cosines.length; i++) {
      for (int speaker = 0; speaker < centroids.length; speaker++) {
        cosines[i][speaker] = Directions.dot(windows.get(i).direction(), centroids[speaker]);
      }
    }
  }

  /**
   * The turns of a channel, in order of time.
   *
   * @param speech in order, not overlapping
   * @param windows in order of their first frames, at least one
   */
  public static List<Turn> of(
      List<Span> speech, List<VoiceWindow> windows, SpeakerClusters speakers) {
    Turns cut = new Turns(windows, speakers.centroids());
    speech.forEach(cut::add);
    return cut.turns;
  }

  private void add(Span span) {
    long start = span.from();
    int speaker = speaker(start);
    for (long frame = start + 1; frame < span.to(); frame++) {
      int next = speaker(frame);
      if (next != speaker) {
        turns.add(new Turn(start, frame, speaker));
        start = frame;
        speaker = next;
      }
    }
    turns.add(new Turn(start, span.to(), speaker));
  }

  private int speaker(long frame) {
    while (first < windows.size() - 1 && windows.get(first).to() <= frame) {
      first++;
    }
    double[] sums = new double[cosines[0].length];
    boolean covered = false;
    for (int i = first; i < windows.size() && windows.get(i).from() <= frame; i++) {
      if (windows.get(i).to() > frame) {
        covered = true;
        double weight = weight(windows.get(i), frame);
        for (int speaker = 0; speaker < sums.length; speaker++) {
          sums[speaker] += weight * cosines[i][speaker];
        }
      }
    }
    return highest(covered ? sums : cosines[nearest(frame)]);
  }

  private static double weight(VoiceWindow window, long frame) {
    double half = (window.to() - window.from()) / 2.0;
    double off = Math.abs(frame + 0.5 - window.from() - half) / half;
    return 1 - (1 - EDGE) * off;
  }

  /** Of the window before the frame and the one after it. */
  private int nearest(long frame) {
    int before = Math.max(0, first - 1);
    return distance(windows.get(before), frame) <= distance(windows.get(first), frame)
        ? before
        : first;
  }

  private static long distance(VoiceWindow window, long frame) {
    return Math.max(window.from() - frame, frame - window.to() + 1);
  }

  private static int highest(double... values) {
    int highest = 0;
    for (int i = 1; i < values.length; i++) {
      highest = values[i] > values[highest] ? i : highest;
    }
    return highest;
  }
}
