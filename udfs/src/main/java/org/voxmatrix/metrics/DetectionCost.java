package org.voxmatrix.metrics;

/**
 * What errors cost an application, the DCF of NIST's evaluations: {@code missCost x prior x miss
 * rate + falseAlarmCost x (1 - prior) x false alarm rate}.
 *
 * @param prior how probable a target trial is, above 0 and below 1
 * @param missCost of one miss, positive
 * @param falseAlarmCost of one false alarm, positive
 */
public record DetectionCost(double prior, double missCost, double falseAlarmCost) {

  public DetectionCost {
    if (!(prior > 0 && prior < 1 && missCost > 0 && falseAlarmCost > 0)) {
      throw new IllegalArgumentException(
          "prior %s, costs %s, %s".formatted(prior, missCost, falseAlarmCost));
    }
  }

  /** With both errors at cost 1. */
  public static DetectionCost of(double prior) {
    return new DetectionCost(prior, 1, 1);
  }

  /** The log-likelihood ratio from which accepting costs less than rejecting (Bayes). */
  public double threshold() {
    return Math.log(falseAlarmCost * (1 - prior)) - Math.log(missCost * prior);
  }

  /** The cost of two error rates. */
  public double of(double missRate, double falseAlarmRate) {
    return missCost * prior * missRate + falseAlarmCost * (1 - prior) * falseAlarmRate;
  }

  /** The cost of the better of accepting all and rejecting all: by which NIST normalizes. */
  public double ofBlindDecisions() {
    return Math.min(missCost * prior, falseAlarmCost * (1 - prior));
  }

  /** The cost at {@link #threshold}, which is right for scores that are log-likelihood ratios. */
  public double actual(ErrorRates rates) {
    int i = rates.at(threshold());
    return of(rates.missRate(i), rates.falseAlarmRate(i));
  }

  /** The least cost at any threshold. */
  public double minimum(ErrorRates rates) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rates.size(); i++) {
      least = Math.min(least, of(rates.missRate(i), rates.falseAlarmRate(i)));
    }
    return least;
  }

  /** The lowest threshold of least cost. */
  public double minimumThreshold(ErrorRates rates) {
    int best = 0;
    for (int i = 1; i < rates.size(); i++) {
      if (of(rates.missRate(i), rates.falseAlarmRate(i))
          < of(rates.missRate(best), rates.falseAlarmRate(best))) {
        best = i;
      }
    }
    return rates.threshold(best);
  }
}
