package org.voxmatrix.jobs.models;

import java.time.Duration;
import java.util.OptionalDouble;
import org.voxmatrix.model.ModelBundle;

/**
 * What a model is, and what it does here.
 *
 * @param location folder or URI, or that it comes with Voxmatrix
 * @param detector whose speech detector jobs use with it
 * @param loading time until it was ready, the trial in a process of its own included
 * @param agreement cosine of its reference embedding with that made here; empty if it has none
 * @param speed seconds of audio embedded in a second, on one core, features included
 * @param pools nodes that some versions of the runtime compute wrongly
 * @param runtime its name and version
 */
public record ModelReport(
    ModelBundle bundle,
    String location,
    Detector detector,
    Duration loading,
    OptionalDouble agreement,
    double speed,
    int pools,
    String runtime) {

  /** Whose speech detector jobs use with a model. */
  public enum Detector {
    OWN,
    DEFAULT,
    /** None fits: jobs need {@code --no-vad}. */
    NONE
  }

  /** The least cosine that rounding explains. */
  public static final double LEAST_AGREEMENT = 0.9999;

  /** Whether the model computes here what it did where its reference was made. */
  public boolean agrees() {
    return agreement.isEmpty() || agreement.getAsDouble() >= LEAST_AGREEMENT;
  }
}
