package org.voxmatrix.jobs.upgrade;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.spark.sql.Row;
import org.voxmatrix.score.Backend;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Voiceprints by two models, and the scores of pairs of them.
 *
 * @param recordings id of each voiceprint's recording
 * @param former row-major, {@code formerSize} values each
 * @param next the same voices by the next model, {@code nextSize} values each
 */
@SuppressWarnings("ArrayRecordComponent") // kept and read, never compared
record ScorePairs(String[] recordings, float[] former, int formerSize, float[] next, int nextSize) {

  /** What two models give for each of some pairs. */
  @SuppressWarnings("ArrayRecordComponent") // kept and read, never compared
  record Scores(double[] former, double[] next) {

    double pearson() {
      return new PearsonsCorrelation().correlation(former, next);
    }

    /** Pearson's of the ranks. */
    double spearman() {
      NaturalRanking ranks = new NaturalRanking();
      return new PearsonsCorrelation().correlation(ranks.rank(former), ranks.rank(next));
    }

    int count() {
      return former.length;
    }
  }

  /**
   * @param rows see {@link Corpus#pairs}
   */
  static ScorePairs of(List<Row> rows) {
    List<float[]> former = rows.stream().map(row -> vector(row.getString(2))).toList();
    List<float[]> next = rows.stream().map(row -> vector(row.getString(3))).toList();
    return new ScorePairs(
        rows.stream().map(row -> row.getString(1)).toArray(String[]::new),
        joined(former),
        former.isEmpty() ? 0 : former.get(0).length,
        joined(next),
        next.isEmpty() ? 0 : next.get(0).length);
  }

  private static float[] vector(String voiceprint) {
    return Voiceprint.decode(voiceprint).vector();
  }

  private static float[] joined(List<float[]> vectors) {
    int size = vectors.isEmpty() ? 0 : vectors.get(0).length;
    float[] all = new float[vectors.size() * size];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.get(i), 0, all, i * size, size);
    }
    return all;
  }

  int count() {
    return recordings.length;
  }

  /** The scores of all pairs of two recordings. */
  Scores scores(Backend formerBackend, Backend nextBackend) {
    int most = count() * (count() - 1) / 2;
    double[] first = new double[most];
    double[] second = new double[most];
    int pairs = 0;
    for (int a = 0; a < count(); a++) {
      for (int b = 0; b < a; b++) {
        if (!recordings[a].equals(recordings[b])) {
          first[pairs] = formerBackend.score(former, a, former, b, formerSize);
          second[pairs] = nextBackend.score(next, a, next, b, nextSize);
          pairs++;
        }
      }
    }
    return new Scores(Arrays.copyOf(first, pairs), Arrays.copyOf(second, pairs));
  }
}
