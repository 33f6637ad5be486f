package org.voxmatrix.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The score bands of a model.
 *
 * @param measuredOn the trials that the thresholds were measured on, with their number
 * @param bands from the highest threshold down; may be empty
 */
public record ScoreBands(String measuredOn, List<ScoreBand> bands) {

  static final ScoreBands NONE = new ScoreBands("", List.of());

  public ScoreBands {
    bands = List.copyOf(bands);
  }

  /**
   * The score that trials of different speakers reach at a rate: on the line in normal deviates
   * through the two bands of the lowest rates, as false alarms in a DET plot lie. Empty unless two
   * bands have rates.
   *
   * @param rate above 0, below 1
   */
  public OptionalDouble threshold(double rate) {
    List<ScoreBand> known =
        bands.stream().filter(band -> band.falseAcceptRate() != null).limit(2).toList();
    if (known.size() < 2) {
      return OptionalDouble.empty();
    }
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double high = normal.inverseCumulativeProbability(known.get(0).falseAcceptRate());
    double low = normal.inverseCumulativeProbability(known.get(1).falseAcceptRate());
    double share = (normal.inverseCumulativeProbability(rate) - low) / (high - low);
    return OptionalDouble.of(
        known.get(1).from() + share * (known.get(0).from() - known.get(1).from()));
  }

  /** The band that {@code score} lies in; empty below the lowest one. */
  public Optional<ScoreBand> of(double score) {
    return bands.stream().filter(band -> score >= band.from()).findFirst();
  }
}
