package org.voxmatrix.jobs.link.cluster;

import java.util.List;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.score.ExactScore;
import org.voxmatrix.score.Normalization;
import org.voxmatrix.score.VoiceprintBlock;

/** What the members of a component score with each other, in float64. */
final class ComponentScores {

  private final VoiceprintBlock block;
  private final ExactScore exact;
  private final Calibration calibration;

  /**
   * @param voices at least one
   * @param calibration null for scores as they are
   */
  ComponentScores(List<Voice> voices, ExactScore exact, Calibration calibration) {
    this.block = block(voices);
    this.exact = exact;
    this.calibration = calibration;
  }

  private static VoiceprintBlock block(List<Voice> voices) {
    int count = voices.size();
    int dimension = voices.get(0).embedding().length;
    float[] embeddings = new float[Math.multiplyExact(count, dimension)];
    double[] means = new double[count];
    double[] deviations = new double[count];
    boolean normalized = voices.get(0).normalization() != null;
    for (int i = 0; i < count; i++) {
      Voice voice = voices.get(i);
      System.arraycopy(voice.embedding(), 0, embeddings, i * dimension, dimension);
      if (normalized) {
        means[i] = voice.normalization().means()[0];
        deviations[i] = voice.normalization().deviations()[0];
      }
    }
    String[] ids = voices.stream().map(Voice::id).toArray(String[]::new);
    VoiceprintBlock plain = new VoiceprintBlock(0, ids, dimension, embeddings);
    return normalized ? plain.by(new Normalization(means, deviations)) : plain;
  }

  /** Of all pairs. */
  PairScores all() {
    PairScores scores = new PairScores(block.count());
    for (int i = 1; i < block.count(); i++) {
      for (int j = 0; j < i; j++) {
        scores.set(i, j, of(i, j));
      }
    }
    return scores;
  }

  /** The score by which two are linked. The later one comes first, as it does in a comparison. */
  double of(int i, int j) {
    double score = exact.of(block, Math.max(i, j), block, Math.min(i, j));
    return calibration == null ? score : calibration.ratio(score);
  }

  /** The score of the backend alone. */
  double raw(int i, int j) {
    return exact.raw(block, i, block, j);
  }
}
