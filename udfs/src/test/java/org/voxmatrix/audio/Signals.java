package org.voxmatrix.audio;

import java.util.Arrays;
import java.util.Random;
import org.voxmatrix.audio.input.BytesInput;

/** Signals for tests, and what tests measure of them. */
final class Signals {

  private Signals() {}

  static float[] tone(double hertz, int rate, int length, double amplitude) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }

  /** Noise below about a sixth of the rate, quantised to 16 bits: easy for any codec. */
  static float[] noise(int length, long seed) {
    Random random = new Random(seed);
    double[] white = random.doubles(length + 16L, -0.5, 0.5).toArray();
    double[] window = new double[17];
    Arrays.setAll(window, k -> (1 - Math.cos(2 * Math.PI * k / 16)) / 8);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      double sum = 0;
      for (int k = 0; k < 16; k++) {
        sum += white[i + k] * window[k];
      }
      samples[i] = Math.round(sum * 32768) / 32768f;
    }
    return samples;
  }

  static double rms(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return Math.sqrt(sum / (to - from));
  }

  static double decibel(double ratio) {
    return 20 * Math.log10(ratio);
  }

  /** Of two signals of the same length. */
  static float largestDifference(float[] expected, float[] actual) {
    if (expected.length != actual.length) {
      throw new AssertionError("lengths differ: " + expected.length + " and " + actual.length);
    }
    float largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest;
  }

  /** Signal to noise ratio in dB of {@code actual} beside {@code expected}, inner part. */
  static double snr(float[] expected, float[] actual, int margin) {
    int length = Math.min(expected.length, actual.length);
    float[] difference = new float[length];
    for (int i = 0; i < length; i++) {
      difference[i] = expected[i] - actual[i];
    }
    return decibel(
        rms(expected, margin, length - margin) / rms(difference, margin, length - margin));
  }

  /** Reads a whole recording, a block at a time. */
  static float[][] decode(byte[] file, int rate) {
    try (AudioReader reader = AudioReader.open(new BytesInput(file), rate)) {
      return drain(reader, 4096);
    }
  }

  static float[][] drain(AudioReader reader, int blockLength) {
    int channels = reader.format().channels();
    float[][] all = new float[channels][0];
    float[][] block = new float[channels][blockLength];
    int length = 0;
    for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
      for (int c = 0; c < channels; c++) {
        if (length + count > all[c].length) {
          all[c] = Arrays.copyOf(all[c], 2 * (length + count));
        }
        System.arraycopy(block[c], 0, all[c], length, count);
      }
      length += count;
    }
    for (int c = 0; c < channels; c++) {
      all[c] = Arrays.copyOf(all[c], length);
    }
    return all;
  }
}
