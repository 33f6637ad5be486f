package org.voxmatrix.voiceprint;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The arithmetic mean of voiceprints of one model, gathered one by one or from partial means. */
public final class VoiceprintMean {

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

  /** All that was gathered, for {@link #of(byte[])} of the same version of Voxmatrix. */
  public byte[] toBytes() {
    if (count == 0) {
      return new byte[0];
    }
    byte[] model = first.toBytes();
    ByteBuffer out =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + sum.length * Double.BYTES + model.length);
    out.putLong(count).putInt(sum.length);
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
      mean.count = in.getLong();
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
