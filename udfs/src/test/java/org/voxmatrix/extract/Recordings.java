package org.voxmatrix.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;

/** Sounds for tests, 16 kHz. */
public final class Recordings {

  public static final int RATE = 16_000;

  /** A recording of each of five voices, of either sex and four languages. */
  static final String[] VOICES = {
    "english-awb/english-awb-1.wav",
    "english-slt/english-slt-4.wav",
    "finnish-mv/finnish-mv-1.wav",
    "czech-dita/czech-dita-1.wav",
    "hindi-nsk/hindi-nsk-1.wav",
  };

  private Recordings() {}

  /** A file of the sample data. */
  public static AudioInput sample(String path) {
    try {
      return new BytesInput(Files.readAllBytes(Path.of("../sample-data").resolve(path)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A synthetic voice, about 4 s. */
  public static float[] voice(String name) {
    return samples(sample("voices/" + name));
  }

  /** Samples of a mono recording. */
  public static float[] samples(AudioInput input) {
    return samples(input, RATE);
  }

  /** The same, resampled. */
  static float[] samples(AudioInput input, int rate) {
    try (AudioReader reader = AudioReader.open(input, rate)) {
      float[][] block = new float[1][rate];
      float[] samples = new float[0];
      for (int count = reader.read(block); count > 0; count = reader.read(block)) {
        int size = samples.length;
        samples = Arrays.copyOf(samples, size + count);
        System.arraycopy(block[0], 0, samples, size, count);
      }
      return samples;
    }
  }

  public static float[] silence(double seconds) {
    return new float[(int) Math.round(seconds * RATE)];
  }

  public static float[] tone(double seconds) {
    float[] tone = silence(seconds);
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return tone;
  }

  public static float[] click(double seconds) {
    float[] click = silence(seconds);
    Arrays.fill(click, click.length / 2, click.length / 2 + 20, 0.9f);
    return click;
  }

  /** White noise of power 1. */
  public static float[] whiteNoise(int length, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  /** Noise of power 1 falling by 3 dB an octave from 20 Hz up: white noise through five poles. */
  public static float[] pinkNoise(int length, long seed) {
    float[] white = whiteNoise(length, seed);
    double[] poles = {20, 80, 320, 1_280, 5_120};
    double[] state = new double[poles.length];
    float[] pink = new float[length];
    double power = 0;
    for (int i = 0; i < length; i++) {
      double sum = 0;
      for (int p = 0; p < poles.length; p++) {
        double decay = Math.exp(-2 * Math.PI * poles[p] / RATE);
        state[p] = decay * state[p] + (1 - decay) * white[i] / Math.sqrt(poles[p]);
        sum += state[p];
      }
      pink[i] = (float) sum;
      power += sum * sum / length;
    }
    return scaled(pink, 1 / Math.sqrt(power));
  }

  public static float[] scaled(float[] samples, double factor) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      scaled[i] = (float) (samples[i] * factor);
    }
    return scaled;
  }

  /**
   * Samples whose loudest were cut off at full scale.
   *
   * @param share of the samples that are cut off; with 0 the loudest one is at full scale
   */
  static float[] cutOff(float[] samples, double share) {
    float[] sorted = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      sorted[i] = Math.abs(samples[i]);
    }
    Arrays.sort(sorted);
    float most = sorted[(int) Math.min(sorted.length - 1, sorted.length * (1 - share))];
    float[] cut = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      cut[i] = Math.max(-1, Math.min(Math.nextDown(1f), samples[i] / most));
    }
    return cut;
  }

  /** One after the other. */
  public static float[] joined(float[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    float[] joined = new float[length];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  /** The sum, as long as the first. */
  public static float[] mixed(float[] samples, float[] added) {
    float[] mixed = samples.clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += added[i];
    }
    return mixed;
  }

  /** Power of the parts within 30 dB of the loudest 25 ms: without pauses, as speech is mixed. */
  public static double activePower(float[] voice) {
    int length = 400;
    double[] powers = new double[voice.length / length];
    double loudest = 0;
    for (int frame = 0; frame < powers.length; frame++) {
      for (int i = frame * length; i < (frame + 1) * length; i++) {
        powers[frame] += (double) voice[i] * voice[i] / length;
      }
      loudest = Math.max(loudest, powers[frame]);
    }
    double sum = 0;
    int active = 0;
    for (double power : powers) {
      if (power > loudest / 1_000) {
        sum += power;
        active++;
      }
    }
    return sum / active;
  }
}
