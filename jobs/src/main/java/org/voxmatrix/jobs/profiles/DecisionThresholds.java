package org.voxmatrix.jobs.profiles;

import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.ScoreBand;

/** Least scores of decisions: what was asked for, else what was measured for the model. */
public final class DecisionThresholds {

  private DecisionThresholds() {}

  /** Of a claim that is accepted: the model's band {@code low}, where both errors are alike. */
  public static double verify(ModelBundle bundle, Double asked) {
    return asked != null ? asked : band(bundle, "low");
  }

  /** Of an identified profile: the model's band {@code normal}, because many are compared. */
  public static double identify(ModelBundle bundle, Double asked) {
    return asked != null ? asked : band(bundle, "normal");
  }

  public static double band(ModelBundle bundle, String name) {
    return bundle.scoreBands().bands().stream()
        .filter(band -> band.name().equals(name))
        .mapToDouble(ScoreBand::from)
        .findFirst()
        .orElseThrow(
            () ->
                RequestException.badValue(
                    "threshold",
                    "Model %s has no score band %s: give --threshold."
                        .formatted(bundle.name(), name)));
  }
}
