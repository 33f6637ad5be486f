package org.voxmatrix.diarization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The speakers of a channel, from the voices of its windows: average linkage of the anchors, down
 * to a mean cosine that is a share of what neighbours have; then centroids, to which windows go
 * anew; groups too small to be a speaker are dissolved, the smallest first. The share and the least
 * size were fitted on mixtures of speakers that no figure of {@code docs/speakers.md} is about.
 *
 * <p>Deterministic, and of bounded work: of very many anchors a sample, evenly over the channel, is
 * clustered.
 *
 * @param centroids a direction for each speaker
 * @param homogeneity how alike all anchors are: their mean cosine, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // on its way through one extraction, never compared
public record SpeakerClusters(float[][] centroids, double homogeneity) {

  /** Of the likeness of neighbours. */
  private static final double SHARE = 0.86;

  /** Anchors that a speaker has. */
  private static final int FEWEST_ANCHORS = 3;

  /** With fewer anchors on the channel than this, fewer make a speaker, but must differ more. */
  private static final int FEW_ANCHORS = 9;

  private static final double SHARE_OF_FEW = 0.78;
  private static final int FEWEST_OF_FEW = 2;

  private static final int MOST_CLUSTERED = 1_200;
  private static final int ROUNDS = 3;

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
    double homogeneity = Likeness.ofAll(voices);
    boolean few = voices.length < FEW_ANCHORS;
    double threshold = (few ? SHARE_OF_FEW : SHARE) * Likeness.ofNeighbours(anchors);
    int[] groups =
        count.isPresent()
            ? AverageLinkage.of(voices, Double.NEGATIVE_INFINITY, count.getAsInt())
            : AverageLinkage.of(voices, threshold, 1);
    int fewest = few ? FEWEST_OF_FEW : FEWEST_ANCHORS;
    int least = count.isPresent() ? 1 : fewest;
    return new SpeakerClusters(settled(voices, centroids(voices, groups), least), homogeneity);
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

  private static float[][] settled(float[][] voices, float[][] found, int least) {
    float[][] centroids = found;
    while (true) {
      int[] groups = new int[0];
      for (int round = 0; round < ROUNDS; round++) {
        groups = assigned(voices, centroids);
        centroids = centroids(voices, groups);
      }
      int[] sizes = sizes(groups, centroids.length);
      int smallest = smallest(sizes);
      if (centroids.length == 1 || sizes[smallest] >= least) {
        return centroids;
      }
      float[][] others = new float[centroids.length - 1][];
      System.arraycopy(centroids, 0, others, 0, smallest);
      System.arraycopy(centroids, smallest + 1, others, smallest, others.length - smallest);
      centroids = others;
    }
  }

  private static int[] assigned(float[][] voices, float[][] centroids) {
    return Numbering.of(
        Arrays.stream(voices).mapToInt(voice -> Directions.nearest(voice, centroids)).toArray());
  }

  private static int[] sizes(int[] groups, int count) {
    int[] sizes = new int[count];
    for (int group : groups) {
      sizes[group]++;
    }
    return sizes;
  }

  private static int smallest(int[] sizes) {
    int smallest = 0;
    for (int i = 1; i < sizes.length; i++) {
      smallest = sizes[i] < sizes[smallest] ? i : smallest;
    }
    return smallest;
  }

  private static float[][] centroids(float[][] voices, int[] groups) {
    int count = Arrays.stream(groups).max().orElseThrow() + 1;
    float[][] sums = new float[count][voices[0].length];
    for (int i = 0; i < voices.length; i++) {
      for (int d = 0; d < voices[i].length; d++) {
        sums[groups[i]][d] += voices[i][d];
      }
    }
    return Arrays.stream(sums).map(Directions::unit).toArray(float[][]::new);
  }
}
