package org.voxmatrix.score;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Mean and deviation of the scores that each member has with a cohort of other speakers. A score is
 * normalized symmetrically: {@code ((s - mean(a)) / deviation(a) + (s - mean(b)) / deviation(b)) /
 * 2}. Over the whole cohort that is S-norm (Kenny, <i>Bayesian speaker verification with
 * heavy-tailed priors</i>, Odyssey 2010), over each member's best it is adaptive, AS-norm (Matějka
 * et al., <i>Analysis of score normalization in multilingual speaker recognition</i>, Interspeech
 * 2017).
 *
 * @param means one for each member
 * @param deviations one for each member, positive
 */
public record Normalization(double[] means, double[] deviations) implements Serializable {

  /** By what a pair's score is multiplied, one side's share. */
  double weight(int member) {
    return 0.5 / deviations[member];
  }

  /** What is added to a pair's score, one side's share. */
  double offset(int member) {
    return -0.5 * means[member] / deviations[member];
  }

  /** Of the members {@code from} to {@code to}. */
  public Normalization slice(int from, int to) {
    return new Normalization(
        Arrays.copyOfRange(means, from, to), Arrays.copyOfRange(deviations, from, to));
  }

  /** The normalized score of one pair. */
  static double of(double score, Normalization ofOne, int one, Normalization ofOther, int other) {
    return (ofOne.weight(one) + ofOther.weight(other)) * score
        + ofOne.offset(one)
        + ofOther.offset(other);
  }
}
