package org.voxmatrix.extract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;

/** Sounds of telephones and instruments that are no speech, peaks at most 0.5. */
final class Sounds {

  private static final String[] KEYS = {"123A", "456B", "789C", "*0#D"};
  private static final int[] LOW = {697, 770, 852, 941};
  private static final int[] HIGH = {1_209, 1_336, 1_477, 1_633};

  private final int rate;

  Sounds(int rate) {
    this.rate = rate;
  }

  /** Every cadence of the table of national tones, with one country and tone that has it. */
  static Map<String, String> nationalTones() {
    try {
      List<String> lines =
          Files.readAllLines(Path.of("../models/train/tones.tsv")).stream()
              .filter(line -> !line.startsWith("#"))
              .toList();
      String[] names = lines.get(0).split("\t");
      Map<String, String> cadences = new LinkedHashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split("\t");
        for (int i = 1; i < fields.length; i++) {
          cadences.putIfAbsent(fields[i], fields[0] + ", " + names[i]);
        }
      }
      return cadences;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Steps as the table writes them, over and over. */
  float[] cadence(String steps, double seconds) {
    float[] samples = samples(seconds);
    int at = 0;
    while (at < samples.length) {
      for (String step : steps.split(",")) {
        String[] parts = step.split("/");
        int length =
            parts.length == 1 ? samples.length : (int) (Double.parseDouble(parts[1]) * rate);
        tone(samples, at, length, parts[0]);
        at += length;
      }
    }
    return samples;
  }

  /** Each key for {@code on} seconds, then silence for {@code off}. */
  float[] dialled(String keys, double on, double off) {
    StringBuilder steps = new StringBuilder();
    for (char key : keys.toCharArray()) {
      for (int row = 0; row < 4; row++) {
        int column = KEYS[row].indexOf(key);
        if (column >= 0) {
          steps.append(LOW[row]).append('+').append(HIGH[column]).append('/').append(on);
          steps.append(",0/").append(off).append(',');
        }
      }
    }
    return cadence(steps.toString(), keys.length() * (on + off));
  }

  /** V.21, channel 2, 300 baud: flags and a frame of random bits, then a pause. */
  float[] faxFlags(double seconds) {
    float[] samples = samples(seconds);
    Random random = new Random(21);
    double phase = 0;
    for (int i = 0; i < samples.length; i++) {
      double time = (double) i / rate % 3;
      int bit = (int) (time * 300);
      boolean space =
          bit < 300 ? bit % 8 == 0 || bit % 8 == 7 : new Random(bit * 31L + 7).nextInt(5) < 2;
      phase += 2 * Math.PI * (space ? 1_850 : 1_650) / rate;
      samples[i] = time < 2 ? (float) (0.4 * Math.sin(phase)) : random.nextFloat() * 1e-4f;
    }
    return samples;
  }

  /** Chords of an organ with a melody in vibrato above them. */
  float[] organ(double seconds) {
    int[][] chords = {{48, 60, 64, 67}, {45, 57, 60, 64}, {41, 57, 60, 65}, {43, 59, 62, 67}};
    int[] melody = {76, 79, 77, 74, 72, 76, 74, 71, 72, 69, 74, 77, 79, 76, 72, 74};
    float[] samples = samples(seconds);
    for (int k = 0; k * 0.5 < seconds; k++) {
      if (k % 4 == 0) {
        for (int key : chords[k / 4 % 4]) {
          note(samples, k * 0.5, 2, key, new double[] {1, 0.6, 0.4, 0.3, 0.1}, 0.05, 0, 50);
        }
      }
      int key = melody[(k * 5 + k / 16) % melody.length];
      note(samples, k * 0.5, 0.48, key, new double[] {1, 0.3, 0.2}, 0.12, 0.006, 50);
    }
    return samples;
  }

  /** A picked guitar over bass and drums. */
  float[] band(double seconds) {
    int[] roots = {40, 45, 47, 40, 38, 43, 45, 47};
    int[] steps = {12, 19, 24, 28, 24, 19, 31, 24};
    float[] samples = samples(seconds);
    Random random = new Random(4);
    for (int k = 0; k * 0.2 < seconds; k++) {
      int root = roots[k / 8 % roots.length];
      note(samples, k * 0.2, 1.2, root + steps[k % 8], strings(), 0.1, 0, 0.35);
      if (k % 4 == 0) {
        note(samples, k * 0.2, 0.7, root, strings(), 0.15, 0, 0.5);
      }
      double level = k % 4 == 2 ? 0.12 : 0.04;
      int first = (int) (k * 0.2 * rate);
      for (int i = 0; i < rate / 8 && first + i < samples.length; i++) {
        samples[first + i] += (float) (level * random.nextGaussian() * Math.exp(-40.0 * i / rate));
      }
    }
    return samples;
  }

  /** Slow chords of strings with a solo above, as hold music has it. */
  float[] strings(double seconds) {
    int[][] chords = {{50, 57, 62, 66}, {47, 54, 62, 66}, {43, 55, 59, 62}, {45, 57, 61, 64}};
    int[] solo = {74, 78, 81, 79, 78, 76, 74, 73, 74, 71, 69, 73, 76, 74};
    float[] samples = samples(seconds);
    for (int k = 0; k < seconds; k++) {
      if (k % 3 == 0) {
        for (int key : chords[k / 3 % 4]) {
          note(samples, k, 3.1, key, strings(), 0.05, 0.003, 50);
        }
      }
      note(samples, k, 0.97, solo[k % solo.length], strings(), 0.1, 0.01, 50);
    }
    return samples;
  }

  /** As a recording of 8 kHz in mu-law. */
  static AudioInput muLaw(float[] samples) {
    ByteBuffer wav = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + samples.length);
    wav.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16).putShort((short) 7).putShort((short) 1);
    wav.putInt(8_000).putInt(8_000).putShort((short) 1).putShort((short) 8);
    wav.put("data".getBytes(US_ASCII)).putInt(samples.length);
    for (float sample : samples) {
      int size = Math.min(32_635, Math.round(Math.abs(sample) * 32_768)) + 132;
      int segment = 24 - Integer.numberOfLeadingZeros(size);
      wav.put((byte) ~((sample < 0 ? 0x80 : 0) | segment << 4 | size >> segment + 3 & 15));
    }
    return new BytesInput(wav.array());
  }

  private static double[] strings() {
    return new double[] {1, 0.7, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1};
  }

  private float[] samples(double seconds) {
    return new float[(int) Math.round(seconds * rate)];
  }

  private void tone(float[] samples, int first, int length, String hertz) {
    String[] modulated = hertz.split("\\*");
    double[] sum =
        Arrays.stream(modulated[0].split("\\+")).mapToDouble(Double::parseDouble).toArray();
    for (int i = 0; i < length && first + i < samples.length && sum[0] > 0; i++) {
      double time = 2 * Math.PI * i / rate;
      double value = Arrays.stream(sum).map(part -> Math.sin(part * time)).sum() / sum.length;
      if (modulated.length > 1) {
        value *= (1 + 0.9 * Math.sin(Double.parseDouble(modulated[1]) * time)) / 1.9;
      }
      double edge = Math.min(1, Math.min(i, length - i) / (0.004 * rate));
      samples[first + i] = (float) (0.5 * edge * value);
    }
  }

  /**
   * @param partials levels of the harmonics
   * @param vibrato depth at 6 Hz, a part of the pitch
   * @param decay seconds to fall to 1/e
   */
  private void note(
      float[] samples,
      double start,
      double seconds,
      int key,
      double[] partials,
      double level,
      double vibrato,
      double decay) {
    int first = (int) (start * rate);
    int length = (int) (seconds * rate);
    double hertz = 440 * Math.pow(2, (key - 69) / 12.0);
    double phase = 0;
    for (int i = 0; i < length && first + i < samples.length; i++) {
      double time = (double) i / rate;
      phase += 2 * Math.PI * hertz * (1 + vibrato * Math.sin(12 * Math.PI * time)) / rate;
      double value = 0;
      for (int h = 0; h < partials.length && (h + 1) * hertz < 0.45 * rate; h++) {
        value += partials[h] * Math.sin((h + 1) * phase);
      }
      double edge = Math.min(1, Math.min(i, length - i) / (0.01 * rate));
      samples[first + i] += (float) (level * 0.5 * edge * value * Math.exp(-time / decay));
    }
  }
}
