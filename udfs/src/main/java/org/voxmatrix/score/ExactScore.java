package org.voxmatrix.score;

import java.io.Serializable;

/**
 * Scores of pairs in float64 throughout, normalized and added to where their members are: these
 * decide hits.
 */
public record ExactScore(Backend backend) implements Serializable {

  /** The score of member {@code i} of a block of set A and member {@code j} of one of set B. */
  public double of(VoiceprintBlock a, int i, VoiceprintBlock b, int j) {
    double score = raw(a, i, b, j);
    double normalized =
        a.normalization() == null
            ? score
            : Normalization.of(score, a.normalization(), i, b.normalization(), j);
    // In brackets, so that the sides may change places.
    return normalized + (a.share(i) + b.share(j));
  }

  /** As {@link #of}, neither normalized nor added to. */
  public double raw(VoiceprintBlock a, int i, VoiceprintBlock b, int j) {
    return backend.score(a.embeddings(), i, b.embeddings(), j, a.dimension());
  }
}
