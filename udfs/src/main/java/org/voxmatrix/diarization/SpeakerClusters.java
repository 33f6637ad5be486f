package org.voxmatrix.diarization;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The speakers of a channel, from the voices of its windows: average linkage of the anchors, down
 * to a mean cosine that is a share of what neighbours have; then centroids, to which windows go
 * anew; groups too small to be a speaker are dissolved, the smallest first, and those joined that
 * are one voice but for their scatter. Shares and sizes were fitted on mixtures of speakers that no
 * figure of {@code docs/speakers.md} is about.
 *
 * <p>Deterministic, and of bounded work: of very many anchors a sample, evenly over the channel, is
 * clustered.
 *
 * @param centroids a direction for each speaker
 * @param homogeneity how alike all anchors are: their mean cosine, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through one extraction, never compared
public record SpeakerClusters(float[][] centroids, double homogeneity) {

  /** Of the likeness of neighbours, down to which groups are joined. */
  private static final double SHARE = 0.86;

  /** Anchors that a speaker has, and their part of all: a voice has moods. */
  private static final int FEWEST_ANCHORS = 3;

  private static final double LEAST_PART = 0.08;

  /** So alike are two groups of one voice, their scatter aside. */
  private static final double ONE_VOICE = 0.8;

  /** With fewer anchors on the channel than this, fewer make a speaker, but must differ more. */
  private static final int FEW_ANCHORS = 9;

  private static final double SHARE_OF_FEW = 0.78;
  private static final int FEWEST_OF_FEW = 2;

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
    Groups groups = count.isPresent() ? counted(voices, count.getAsInt()) : found(voices, anchors);
    return new SpeakerClusters(groups.centroids(), Likeness.ofAll(voices));
  }

  private static Groups counted(float[][] voices, int count) {
    int[] labels = AverageLinkage.of(voices, Double.NEGATIVE_INFINITY, count);
    return new Groups(voices, labels).settled();
  }

  private static Groups found(float[][] voices, List<VoiceWindow> anchors) {
    boolean few = voices.length < FEW_ANCHORS;
    double threshold = (few ? SHARE_OF_FEW : SHARE) * Likeness.ofNeighbours(anchors);
    int least =
        few ? FEWEST_OF_FEW : Math.max(FEWEST_ANCHORS, (int) Math.ceil(LEAST_PART * voices.length));
    Groups groups = new Groups(voices, AverageLinkage.of(voices, threshold, 1)).settled();
    while (groups.count() > 1 && groups.sizes()[groups.smallest()] < least) {
      groups = groups.without(groups.smallest()).settled();
    }
    return few ? groups : groups.joined(ONE_VOICE);
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
