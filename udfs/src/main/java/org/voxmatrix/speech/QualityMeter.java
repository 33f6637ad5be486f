package org.voxmatrix.speech;

import org.voxmatrix.features.BandPower;
import org.voxmatrix.features.FrameRing;

/** Measures the quality of a channel as it is read. */
public final class QualityMeter {

  /** One frame in four tells as much of the spectrum. */
  private static final int EVERY = 4;

  private final ClippingMeter clipping = new ClippingMeter();
  private final BandMeter bands;
  private final BandPower power;
  private final FrameRing powers;

  /**
   * @param power computes what a frame's spectrum is
   * @param capacity frames that may wait until it is known whether they are speech
   */
  public QualityMeter(BandPower power, int capacity) {
    this.power = power;
    this.powers = new FrameRing(capacity / EVERY + 1, power.width());
    this.bands = new BandMeter(power.width());
  }

  /** Takes the samples of the channel. */
  public void samples(float[] samples, int count) {
    clipping.add(samples, count);
  }

  /** Takes a frame, in order. */
  public void frame(long index, float[] samples, int offset) {
    if (index % EVERY == 0) {
      power.frame(samples, offset, powers.values(), powers.offset(index / EVERY));
    }
  }

  /** A frame turned out to be speech. */
  public void speech(long index) {
    if (index % EVERY == 0) {
      bands.speech(powers.values(), powers.offset(index / EVERY));
    }
  }

  /** A frame turned out to be none. */
  public void nonSpeech(long index) {
    if (index % EVERY == 0) {
      bands.nonSpeech(powers.values(), powers.offset(index / EVERY));
    }
  }

  /**
   * What was measured.
   *
   * @param level of the speech, dB; null if there is none
   * @param speechSamples how many there are
   * @return null if there is no speech
   */
  public VoiceQuality quality(Double level, double speechSamples) {
    return level == null
        ? null
        : new VoiceQuality(level, Math.min(1, clipping.clipped() / speechSamples), bands.limit());
  }
}
