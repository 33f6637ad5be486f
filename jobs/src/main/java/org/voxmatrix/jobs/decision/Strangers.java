package org.voxmatrix.jobs.decision;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.cohort.CohortNorm;
import org.voxmatrix.jobs.compare.cohort.CohortVoice;
import org.voxmatrix.metrics.ImpostorTail;
import org.voxmatrix.score.Backend;

/**
 * What strangers score with the profiles of a gallery, found on recordings that nobody labelled.
 * Those that resemble a profile as strangers do not are left out of the cohort first: they are
 * likely of that person. In float64 throughout, so that an interrupted run finds the same again.
 *
 * @param cohort voices that resemble no profile
 * @param norm how scores are normalized; null not to
 * @param scores of some of the profiles with each of the cohort, normalized
 * @param tail of these scores
 * @param leftOut voices that resemble a profile
 */
public record Strangers(
    List<CohortVoice> cohort,
    CohortNorm norm,
    List<double[]> scores,
    ImpostorTail tail,
    List<CohortVoice> leftOut) {

  /** Of a profile's scores with the cohort, those so many deviations out are of one person. */
  private static final double SAME_PERSON = 3.2;

  /**
   * Among many profiles some are close to each stranger by chance: without these strangers the rest
   * would seem further off than strangers are. So many more deviations for each doubling.
   */
  private static final double FOR_EACH_DOUBLING = 1;

  /** Profiles among which that does not count yet. */
  private static final int FEW_PROFILES = 20;

  /** Of fewer recordings nothing is known of the one in twenty that comes closest. */
  private static final int FEWEST = 30;

  /** So many profiles tell what strangers score with all. */
  private static final int PROFILES = 1_000;

  /**
   * Scores a cohort with a gallery.
   *
   * @param gallery voiceprints of the profiles, at least one
   * @param topN as in {@link DecisionRule#topN}
   * @throws RequestException {@code cohort.too-small}
   */
  public static Strangers of(
      Backend backend, List<float[]> gallery, List<CohortVoice> cohort, Integer topN) {
    List<double[]> scores =
        gallery.parallelStream()
            .map(
                profile ->
                    cohort.stream().mapToDouble(voice -> voice.score(backend, profile)).toArray())
            .toList();
    boolean[] known = known(scores, cohort.size());
    int[] kept = IntStream.range(0, known.length).filter(i -> !known[i]).toArray();
    if (kept.length < FEWEST) {
      throw tooSmall(
          "The cohort has %d recordings that resemble no profile, and at least %d are needed: give more, of many speakers."
              .formatted(kept.length, FEWEST));
    }
    List<CohortVoice> strangers = Arrays.stream(kept).mapToObj(cohort::get).toList();
    CohortNorm norm = topN == null ? null : CohortNorm.of(backend, strangers, topN);
    int step = (gallery.size() + PROFILES - 1) / PROFILES;
    List<double[]> used =
        IntStream.iterate(0, i -> i < gallery.size(), i -> i + step)
            .mapToObj(scores::get)
            .map(row -> Arrays.stream(kept).mapToDouble(i -> row[i]).toArray())
            .map(row -> norm == null ? row : norm.ofCohort(row).toArray())
            .toList();
    try {
      return new Strangers(
          strangers,
          norm,
          used,
          ImpostorTail.of(used.stream().flatMapToDouble(DoubleStream::of).toArray()),
          IntStream.range(0, known.length).filter(i -> known[i]).mapToObj(cohort::get).toList());
    } catch (IllegalArgumentException e) {
      throw tooSmall(
          "The cohort scores the same with a profile throughout: it is of one voice. Give"
              + " recordings of many speakers.");
    }
  }

  /** Which voices are likely of one of the profiles. */
  private static boolean[] known(List<double[]> scores, int count) {
    double doublings = Math.log((double) scores.size() / FEW_PROFILES) / Math.log(2);
    double deviates = SAME_PERSON + FOR_EACH_DOUBLING * Math.max(0, doublings);
    boolean[] known = new boolean[count];
    if (count == 0) {
      return known;
    }
    for (double[] row : scores) {
      double limit = ImpostorTail.outlier(row, deviates);
      for (int i = 0; i < count; i++) {
        known[i] |= row[i] > limit;
      }
    }
    return known;
  }

  /**
   * How many of the voices that were left out reach a threshold. They are no false alarms if they
   * are of the persons whom they resemble.
   *
   * @param gallery as it was scored
   */
  long leftOut(Backend backend, List<float[]> gallery, double threshold) {
    List<CohortNorm.Statistics> profiles =
        norm == null || leftOut.isEmpty()
            ? List.of()
            : gallery.parallelStream().map(one -> norm.of(one, "profile")).toList();
    return leftOut.parallelStream()
        .filter(voice -> best(backend, gallery, profiles, voice) >= threshold)
        .count();
  }

  private double best(
      Backend backend,
      List<float[]> gallery,
      List<CohortNorm.Statistics> profiles,
      CohortVoice voice) {
    CohortNorm.Statistics own = norm == null ? null : norm.of(voice.embedding(), voice.id());
    return IntStream.range(0, gallery.size())
        .mapToDouble(
            i -> {
              double score = voice.score(backend, gallery.get(i));
              return norm == null ? score : CohortNorm.normalized(score, profiles.get(i), own);
            })
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private static RequestException tooSmall(String message) {
    return new RequestException(Fault.COHORT_TOO_SMALL, List.of("cohort"), message);
  }
}
