package org.voxmatrix.model;

import java.util.List;
import java.util.Optional;

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

  /** The band that {@code score} lies in; empty below the lowest one. */
  public Optional<ScoreBand> of(double score) {
    return bands.stream().filter(band -> score >= band.from()).findFirst();
  }
}
