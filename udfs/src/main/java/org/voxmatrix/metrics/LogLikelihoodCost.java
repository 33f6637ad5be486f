package org.voxmatrix.metrics;

/**
 * The cost of scores as log-likelihood ratios, Cllr: the mean over both classes of what each ratio
 * costs, in bits (Brümmer and du Preez, 2006, formula 51). 0 is perfect; 1 is what scores of 0
 * have, which say nothing; above 1 they mislead.
 */
public final class LogLikelihoodCost {

  private static final double BIT = 1 / Math.log(2);

  private LogLikelihoodCost() {}

  /** The cost of all trials. */
  public static double of(TrialCounts counts) {
    double targets = 0;
    double nonTargets = 0;
    for (int i = 0; i < counts.size(); i++) {
      if (counts.targets(i) > 0) {
        targets += counts.targets(i) * ofTarget(counts.score(i));
      }
      if (counts.nonTargets(i) > 0) {
        nonTargets += counts.nonTargets(i) * ofNonTarget(counts.score(i));
      }
    }
    return (targets / counts.targets() + nonTargets / counts.nonTargets()) / 2;
  }

  /** The cost of one target trial's log-likelihood ratio, in bits. */
  public static double ofTarget(double ratio) {
    return ofNonTarget(-ratio);
  }

  /** The cost of one non-target trial's log-likelihood ratio, in bits. */
  public static double ofNonTarget(double ratio) {
    // exp of a large ratio overflows; log1p keeps the digits of a small one.
    return BIT * (ratio > 0 ? ratio + Math.log1p(Math.exp(-ratio)) : Math.log1p(Math.exp(ratio)));
  }
}
