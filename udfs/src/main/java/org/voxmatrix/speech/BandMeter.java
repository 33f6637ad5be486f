package org.voxmatrix.speech;

import java.util.Arrays;
import java.util.stream.Stream;
import org.voxmatrix.features.BandPower;

/**
 * Finds the highest frequency at which speech stands out: 3,500 Hz or so for the telephone, half
 * the sample rate for a good recording, whatever rate a recording was brought to since.
 *
 * <p>In bands of {@link BandPower#WIDTH} Hz speech stands out where its mean power is at most 60 dB
 * less than in its strongest band, and at least twice the noise: the power that 30 % of the other
 * frames stay below. The limit is the upper edge of the highest of two neighbouring bands that do.
 */
final class BandMeter {

  private static final double LEAST_POWER = 1e-6;
  private static final double OVER_NOISE = 2;
  private static final double NOISE_PART = 0.3;
  private static final int FEWEST_NOISE_FRAMES = 5;

  private final double[] speech;
  private final EnergyHistogram[] noise;
  private long speechFrames;

  BandMeter(int bands) {
    speech = new double[bands];
    noise = Stream.generate(EnergyHistogram::new).limit(bands).toArray(EnergyHistogram[]::new);
  }

  /** Adds the powers of a frame of speech. */
  void speech(float[] powers, int offset) {
    for (int band = 0; band < speech.length; band++) {
      speech[band] += powers[offset + band];
    }
    speechFrames++;
  }

  /** Adds the powers of a frame without speech. */
  void nonSpeech(float[] powers, int offset) {
    for (int band = 0; band < speech.length; band++) {
      noise[band].add(powers[offset + band]);
    }
  }

  /** In Hz; null if speech stands out nowhere. */
  Integer limit() {
    double strongest = Arrays.stream(speech).max().orElseThrow();
    for (int band = speech.length - 1; band > 0; band--) {
      if (standsOut(band, strongest) && standsOut(band - 1, strongest)) {
        return (band + 1) * BandPower.WIDTH;
      }
    }
    return null;
  }

  private boolean standsOut(int band, double strongest) {
    double floor =
        noise[band].count() >= FEWEST_NOISE_FRAMES ? noise[band].quantile(NOISE_PART) : 0;
    return speech[band] > LEAST_POWER * strongest
        && speech[band] > OVER_NOISE * floor * speechFrames;
  }
}
