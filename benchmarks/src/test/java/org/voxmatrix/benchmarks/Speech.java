package org.voxmatrix.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.audio.input.BytesInput;

/** The voices of {@code sample-data}. */
final class Speech {

  private static final Path VOICES = Path.of("sample-data", "voices").toAbsolutePath();
  private static final int BLOCK = 8_192;

  private Speech() {}

  /** Its recordings, sorted. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(VOICES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The first channel of voices spoken one after the other, for that many seconds. */
  static float[] samples(int rate, int seconds) throws IOException {
    float[] samples = new float[rate * seconds];
    int filled = 0;
    for (Path file : files()) {
      filled = append(Files.readAllBytes(file), rate, samples, filled);
    }
    if (filled < samples.length) {
      throw new IllegalStateException("The voices last only " + filled / rate + " s");
    }
    return samples;
  }

  private static int append(byte[] recording, int rate, float[] samples, int from) {
    int filled = from;
    try (AudioReader reader = AudioReader.open(new BytesInput(recording), rate)) {
      float[][] block = new float[reader.format().channels()][BLOCK];
      for (int count = reader.read(block); count > 0; count = reader.read(block)) {
        int used = Math.min(count, samples.length - filled);
        System.arraycopy(block[0], 0, samples, filled, used);
        filled += used;
      }
    }
    return filled;
  }

  /** All samples of a recording's first channel. */
  static float[] decode(byte[] recording, int rate) {
    float[] samples = new float[BLOCK];
    int count = append(recording, rate, samples, 0);
    while (count == samples.length) {
      samples = new float[2 * samples.length];
      count = append(recording, rate, samples, 0);
    }
    return Arrays.copyOf(samples, count);
  }
}
