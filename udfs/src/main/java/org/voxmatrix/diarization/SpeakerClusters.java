package org.voxmatrix.diarization;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * The speakers of a channel, from the voices of its windows: all anchors are one group at first,
 * and groups are cut in two as long as the mean cosine between the halves is below a share of what
 * neighbours have. The halves of one voice, cut where they differ most, differ the more the fewer
 * they are: the share grows with the group. It was fitted on mixtures of speakers that no figure of
 * {@code docs/speakers.md} is about.
 *
 * <p>Deterministic, and of bounded work: of very many anchors a sample, evenly over the channel, is
 * clustered.
 *
 * @param centroids a direction for each speaker
 * @param homogeneity how alike all anchors are: their mean cosine, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through one extraction, never compared
public record SpeakerClusters(float[][] centroids, double homogeneity) {

  /** Of the likeness of neighbours, that of the halves of a large group of one voice. */
  private static final double SHARE = 0.92;

  /** By so much it is lower in a group of one; in others so much over their size. */
  private static final double SCATTER = 2;

  private static final int SMALLEST_CUT = 4;
  private static final double LEAST_LIKENESS = 1e-3;

  /** Anchors that a speaker has, and their part of all: a voice has moods. */
  private static final int FEWEST_ANCHORS = 3;

  private static final double LEAST_PART = 0.08;

  /** With fewer anchors on the channel than this, fewer make a speaker. */
  private static final int FEW_ANCHORS = 9;

  private static final int FEWEST_OF_FEW = 2;
  private static final int MOST_SPEAKERS = 20;
  private static final int MOST_CLUSTERED = 1_200;

  /**
   * Finds the speakers.
   *
   * @param windows at least one, with at least one anchor
   * @param count how many there are, if that is known: as many are found unless there are fewer
   *     anchors
   */
  public static SpeakerClusters of(List<VoiceWindow> windows, OptionalInt count) {
    List<VoiceWindow> anchors = sample(windows.stream().filter(VoiceWindow::anchor).toList());
    float[][] voices = anchors.stream().map(VoiceWindow::direction).toArray(float[][]::new);
    double likeness = Math.max(LEAST_LIKENESS, Likeness.ofNeighbours(anchors));
    IntToDoubleFunction alike = size -> (SHARE - SCATTER / Math.max(SMALLEST_CUT, size)) * likeness;
    Groups groups =
        Groups.one(voices)
            .divided(count.orElse(MOST_SPEAKERS), least(voices.length), alike, count.isPresent());
    if (count.isPresent()) {
      groups = groups.divided(count.getAsInt(), 1, alike, true);
    }
    return new SpeakerClusters(groups.centroids(), Likeness.ofAll(voices));
  }

  private static int least(int anchors) {
    return anchors < FEW_ANCHORS
        ? FEWEST_OF_FEW
        : Math.max(FEWEST_ANCHORS, (int) Math.ceil(LEAST_PART * anchors));
  }

  /** How many speakers there are. */
  public int count() {
    return centroids.length;
  }

  private static List<VoiceWindow> sample(List<VoiceWindow> anchors) {
    int size = anchors.size();
    if (size <= MOST_CLUSTERED) {
      return anchors;
    }
    List<VoiceWindow> sample = new ArrayList<>();
    for (int i = 0; i < MOST_CLUSTERED / 2; i++) {
      int place = (int) (2L * i * (size - 2) / MOST_CLUSTERED);
      sample.add(anchors.get(place));
      sample.add(anchors.get(place + 1)); // Pairs of neighbours, whose likeness is looked at.
    }
    return sample;
  }
}
