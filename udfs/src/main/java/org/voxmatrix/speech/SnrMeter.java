package org.voxmatrix.speech;

/**
 * Signal-to-noise ratio of a stream, from the energies of its frames: the mean over speech frames,
 * less the noise, against the noise.
 *
 * <p>Speech is what {@link SpeechRule#TIGHT} keeps, so its level is that of active speech, near the
 * one of ITU-T P.56. The noise is the energy that 30 % of the other frames stay below: for steady
 * noise that is within 1 dB of the mean, and breath or word endings missed by the detector do not
 * count as noise. With fewer than 15 other frames it is the energy that 5 % of all frames stay
 * below, and never less than the noise of 16-bit samples, step squared over 12. Energies have the
 * frame's mean removed, which leaves out what is below some 40 Hz.
 */
public final class SnrMeter {

  private static final int FEWEST_NOISE_FRAMES = 15;
  private static final double NOISE_PART = 0.3;
  private static final double ALL_PART = 0.05;
  private static final double LEAST_NOISE = Math.pow(2, -30) / 12;

  private final EnergyHistogram noise = new EnergyHistogram();
  private final EnergyHistogram all = new EnergyHistogram();
  private double speechSum;
  private long speechFrames;

  /** Mean square of a frame about its mean. */
  public static float energy(float[] samples, int offset, int length) {
    double sum = 0;
    double squares = 0;
    for (int i = offset; i < offset + length; i++) {
      double sample = samples[i];
      sum += sample;
      squares += sample * sample;
    }
    double mean = sum / length;
    return (float) Math.max(0, squares / length - mean * mean);
  }

  /** Adds a frame of speech. */
  public void speech(float energy) {
    speechSum += energy;
    speechFrames++;
    all.add(energy);
  }

  /** Adds a frame without speech. */
  public void nonSpeech(float energy) {
    noise.add(energy);
    all.add(energy);
  }

  /** The mean energy of speech in dB, -120 at least; null without speech. */
  public Double level() {
    return speechFrames == 0 ? null : 10 * Math.log10(Math.max(1e-12, speechSum / speechFrames));
  }

  /** The ratio in dB, -20 at least; null without speech. */
  public Double decibels() {
    if (speechFrames == 0) {
      return null;
    }
    double estimate =
        noise.count() >= FEWEST_NOISE_FRAMES ? noise.quantile(NOISE_PART) : all.quantile(ALL_PART);
    double floor = Math.max(LEAST_NOISE, estimate);
    double signal = Math.max(0.01 * floor, speechSum / speechFrames - floor);
    return 10 * Math.log10(signal / floor);
  }
}
