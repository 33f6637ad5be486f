package org.voxmatrix.benchmarks.phrase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.extract.Recordings;

/**
 * A line of the {@code phrases.tsv} that {@code phrases.py} writes.
 *
 * @param kind phrase, near, partial, longer or again
 */
record Utterance(Path path, String voice, String kind, String text) {

  static List<Utterance> all(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("phrases.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t"))
        .map(cell -> new Utterance(folder.resolve(cell[0]), cell[1], cell[2], cell[3]))
        .toList();
  }

  float[] samples() {
    return samples(path);
  }

  static float[] samples(Path file) {
    try {
      return Recordings.samples(new BytesInput(Files.readAllBytes(file)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** With half a second more at both ends, and noise at that ratio to the active speech. */
  float[] noisy(boolean pink, double decibels) {
    float[] speech = samples();
    float[] silence = Recordings.silence(0.5);
    float[] padded = Recordings.joined(silence, speech, silence);
    double gain = Math.sqrt(Recordings.activePower(speech) * Math.pow(10, -decibels / 10));
    long seed = path.getFileName().hashCode();
    float[] noise =
        pink
            ? Recordings.pinkNoise(padded.length, seed)
            : Recordings.whiteNoise(padded.length, seed);
    return Recordings.mixed(padded, Recordings.scaled(noise, gain));
  }
}
