package org.voxmatrix.voiceprint;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The weighted mean of voiceprints of one model, gathered one by one or from partial means. */
public final class VoiceprintMean {

  private Voiceprint first;
  private double[] sum;
  private double weight;

  /**
   * Adds one voiceprint.
   *
   * @return this
   * @throws org.voxmatrix.error.RejectedException if it cannot be compared with those before it
   */
  public VoiceprintMean add(Voiceprint voiceprint) {
    return add(voiceprint, 1);
  }

  /**
   * Adds one voiceprint that counts as {@code times} others, for example the seconds it is made of.
   *
   * @param times more than 0; else as {@link #add(Voiceprint)}
   */
  public VoiceprintMean add(Voiceprint voiceprint, double times) {
    startWith(voiceprint);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += times * voiceprint.at(i);
    }
    weight += times;
    return this;
  }

  /** Adds all that {@code other} has gathered; else as {@link #add(Voiceprint)}. */
  public VoiceprintMean add(VoiceprintMean other) {
    if (other.weight == 0) {
      return this;
    }
    startWith(other.first);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.sum[i];
    }
    weight += other.weight;
    return this;
  }

  /**
   * The mean, rounded to float32; empty if nothing was added.
   *
   * @throws org.voxmatrix.error.RejectedException {@code voiceprint.bad-value} if all values cancel
   */
  public Optional<Voiceprint> mean() {
    if (weight == 0) {
      return Optional.empty();
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / weight);
    }
    return Optional.of(new Voiceprint(first.fingerprint(), mean));
  }

  /** All that was gathered, for {@link #of(byte[])} of the same version of Voxmatrix. */
  public byte[] toBytes() {
    if (weight == 0) {
      return new byte[0];
    }
    byte[] model = first.toBytes();
    ByteBuffer out =
        ByteBuffer.allocate(
            Double.BYTES + Integer.BYTES + sum.length * Double.BYTES + model.length);
    out.putDouble(weight).putInt(sum.length);
    for (double value : sum) {
      out.putDouble(value);
    }
    return out.put(model).array();
  }

  /** Goes on where {@link #toBytes()} left off; nothing gathered yet for no bytes. */
  public static VoiceprintMean of(byte[] bytes) {
    VoiceprintMean mean = new VoiceprintMean();
    if (bytes.length != 0) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      mean.weight = in.getDouble();
      mean.sum = new double[in.getInt()];
      for (int i = 0; i < mean.sum.length; i++) {
        mean.sum[i] = in.getDouble();
      }
      byte[] model = new byte[in.remaining()];
      in.get(model);
      mean.first = Voiceprint.decode(model);
    }
    return mean;
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
