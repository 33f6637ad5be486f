package org.voxmatrix.voiceprint;

import java.io.Serializable;
import java.util.Optional;

/** The arithmetic mean of voiceprints of one model, gathered one by one or from partial means. */
public final class VoiceprintMean implements Serializable {

  private static final long serialVersionUID = 1L;

  private Voiceprint first;
  private double[] sum;
  private long count;

  /**
   * Adds one voiceprint.
   *
   * @return this
   * @throws org.voxmatrix.error.RejectedException if it cannot be compared with those before it
   */
  public VoiceprintMean add(Voiceprint voiceprint) {
    startWith(voiceprint);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += voiceprint.at(i);
    }
    count++;
    return this;
  }

  /** Adds all that {@code other} has gathered; else as {@link #add(Voiceprint)}. */
  public VoiceprintMean add(VoiceprintMean other) {
    if (other.count == 0) {
      return this;
    }
    startWith(other.first);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.sum[i];
    }
    count += other.count;
    return this;
  }

  /**
   * The mean, rounded to float32; empty if nothing was added.
   *
   * @throws org.voxmatrix.error.RejectedException {@code voiceprint.bad-value} if all values cancel
   */
  public Optional<Voiceprint> mean() {
    if (count == 0) {
      return Optional.empty();
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return Optional.of(new Voiceprint(first.fingerprint(), mean));
  }

  private void startWith(Voiceprint voiceprint) {
    if (first == null) {
      first = voiceprint;
      sum = new double[voiceprint.dimension()];
    } else {
      voiceprint.requireComparableTo(first);
    }
  }
}
