package org.voxmatrix.diarization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One speaker of a channel.
 *
 * @param centre the mean of the directions of the speaker's windows; null if there is none
 * @param frames of speech
 * @param turns in order; pauses of under 0.3 s belong to them
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through one extraction, never compared
public record SpeakerVoice(float[] centre, long frames, List<Turn> turns) {

  /** The share of a window's speech that makes it one speaker's. */
  private static final double OWN = 0.9;

  /** Shorter pauses belong to a turn: in seconds, those of the NIST's evaluations. */
  private static final int PAUSE_FRAMES = 30;

  /**
   * The speakers who speak, in the order of their first turns.
   *
   * @param turns in order
   * @param windows in order
   */
  public static List<SpeakerVoice> of(List<Turn> turns, List<VoiceWindow> windows, int speakers) {
    List<List<Turn>> own = new ArrayList<>();
    for (int i = 0; i < speakers; i++) {
      own.add(new ArrayList<>());
    }
    long[] frames = new long[speakers];
    Turn before = null;
    for (Turn turn : turns) {
      frames[turn.speaker()] += turn.to() - turn.from();
      before = add(own.get(turn.speaker()), before, turn);
    }
    long[][] shares = shares(turns, windows, speakers);
    List<SpeakerVoice> voices = new ArrayList<>();
    for (int speaker = 0; speaker < speakers; speaker++) {
      if (!own.get(speaker).isEmpty()) {
        float[] centre = mean(windows, shares, speaker);
        voices.add(new SpeakerVoice(centre, frames[speaker], own.get(speaker)));
      }
    }
    voices.sort(Comparator.comparingLong(voice -> voice.turns().get(0).from()));
    return voices;
  }

  /**
   * Adds a turn to those of its speaker, or to the last of them if there is but a short pause.
   *
   * @param before the turn before it, whoever speaks; null if there is none
   * @return the turn added
   */
  private static Turn add(List<Turn> own, Turn before, Turn turn) {
    boolean goesOn =
        before != null
            && before.speaker() == turn.speaker()
            && turn.from() - before.to() < PAUSE_FRAMES;
    Turn added = goesOn ? new Turn(before.from(), turn.to(), turn.speaker()) : turn;
    if (goesOn) {
      own.set(own.size() - 1, added);
    } else {
      own.add(added);
    }
    return added;
  }

  /** Frames of each window that are of each speaker. */
  private static long[][] shares(List<Turn> turns, List<VoiceWindow> windows, int speakers) {
    long[][] shares = new long[windows.size()][speakers];
    int first = 0;
    for (int i = 0; i < shares.length; i++) {
      VoiceWindow window = windows.get(i);
      while (first < turns.size() && turns.get(first).to() <= window.from()) {
        first++;
      }
      for (int t = first; t < turns.size() && turns.get(t).from() < window.to(); t++) {
        Turn turn = turns.get(t);
        shares[i][turn.speaker()] +=
            Math.min(turn.to(), window.to()) - Math.max(turn.from(), window.from());
      }
    }
    return shares;
  }

  /** Over the windows that are the speaker's own; if there is none, over those with most of it. */
  private static float[] mean(List<VoiceWindow> windows, long[][] shares, int speaker) {
    double most = 0;
    for (long[] share : shares) {
      most = Math.max(most, part(share, speaker));
    }
    if (most == 0) {
      return null;
    }
    double least = Math.min(OWN, most);
    double[] sum = new double[windows.get(0).direction().length];
    int count = 0;
    for (int i = 0; i < shares.length; i++) {
      if (part(shares[i], speaker) >= least) {
        count++;
        for (int d = 0; d < sum.length; d++) {
          sum[d] += windows.get(i).direction()[d];
        }
      }
    }
    float[] mean = new float[sum.length];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) (sum[d] / count);
    }
    return mean;
  }

  private static double part(long[] share, int speaker) {
    long all = 0;
    for (long frames : share) {
      all += frames;
    }
    return all == 0 ? 0 : (double) share[speaker] / all;
  }
}
