package org.voxmatrix.jobs.compare.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.voxmatrix.score.Backend;

/**
 * Normalization of single scores by a small cohort, in float64: what {@link Cohort} does for whole
 * sets.
 *
 * @param statistics of each of the cohort with the others, by place
 */
public record CohortNorm(
    Backend backend, List<CohortVoice> cohort, int topN, List<Statistics> statistics) {

  /** Mean and deviation of the best scores with the cohort. */
  public record Statistics(double mean, double deviation) {

    /** The score in deviations from the mean. */
    public double of(double score) {
      return (score - mean) / deviation;
    }
  }

  /**
   * Scores a cohort with itself.
   *
   * @param topN how many of the best scores count; 0 for all
   */
  public static CohortNorm of(Backend backend, List<CohortVoice> cohort, int topN) {
    List<Statistics> statistics =
        cohort.parallelStream()
            .map(voice -> best(scores(backend, cohort, voice.embedding(), voice.id()), topN))
            .toList();
    return new CohortNorm(backend, cohort, topN, statistics);
  }

  /**
   * The normalized scores of one voiceprint with each of the cohort.
   *
   * @param scores as they are, by place
   */
  public DoubleStream ofCohort(double[] scores) {
    Statistics own = best(DoubleStream.of(scores), topN);
    return IntStream.range(0, scores.length)
        .mapToDouble(i -> (own.of(scores[i]) + statistics.get(i).of(scores[i])) / 2);
  }

  /**
   * The statistics of a voiceprint.
   *
   * @param id whose recording is no part of its own cohort
   */
  public Statistics of(float[] embedding, String id) {
    return best(scores(backend, cohort, embedding, id), topN);
  }

  /** The normalized score of a pair. */
  public static double normalized(double score, Statistics one, Statistics other) {
    return (one.of(score) + other.of(score)) / 2;
  }

  private static DoubleStream scores(
      Backend backend, List<CohortVoice> cohort, float[] embedding, String id) {
    String recording = Recordings.of(id);
    return cohort.stream()
        .filter(voice -> !voice.isOfRecording(recording))
        .mapToDouble(voice -> voice.score(backend, embedding));
  }

  private static Statistics best(DoubleStream scores, int topN) {
    double[] sorted = scores.sorted().toArray();
    double[] best =
        topN == 0
            ? sorted
            : Arrays.copyOfRange(sorted, Math.max(0, sorted.length - topN), sorted.length);
    double mean = Arrays.stream(best).sum() / best.length;
    double squares = Arrays.stream(best).map(score -> (score - mean) * (score - mean)).sum();
    return new Statistics(mean, Math.sqrt(squares / best.length));
  }
}
