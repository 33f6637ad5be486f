package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** The recordings that ship with the project. */
class SampleDataTest {

  private static final Path SAMPLES = Path.of("..", "sample-data");

  private static final Map<String, Fault> FAULTS =
      Map.ofEntries(
          Map.entry("empty.wav", Fault.AUDIO_EMPTY),
          Map.entry("truncated-header.wav", Fault.AUDIO_TRUNCATED),
          Map.entry("data-longer-than-file.wav", Fault.AUDIO_TRUNCATED),
          Map.entry("zero-length-data.wav", Fault.AUDIO_EMPTY),
          Map.entry("rate-0.wav", Fault.AUDIO_BAD_SAMPLE_RATE),
          Map.entry("rate-3.wav", Fault.AUDIO_BAD_SAMPLE_RATE),
          Map.entry("channels-0.wav", Fault.AUDIO_BAD_CHANNEL_COUNT),
          Map.entry("channels-300.wav", Fault.AUDIO_BAD_CHANNEL_COUNT),
          Map.entry("block-align-0.wav", Fault.AUDIO_CORRUPT),
          Map.entry("chunk-size-wraps.wav", Fault.AUDIO_CORRUPT),
          Map.entry("text.wav", Fault.AUDIO_UNKNOWN_FORMAT),
          Map.entry("html.mp3", Fault.AUDIO_UNKNOWN_FORMAT),
          Map.entry("random.wav", Fault.AUDIO_UNKNOWN_FORMAT),
          Map.entry("random-riff.wav", Fault.AUDIO_CORRUPT),
          Map.entry("random-oggs.ogg", Fault.AUDIO_CORRUPT),
          Map.entry("random-flac.flac", Fault.AUDIO_CORRUPT),
          Map.entry("random-id3.mp3", Fault.AUDIO_CORRUPT),
          Map.entry("id3-256mb.mp3", Fault.AUDIO_CORRUPT),
          Map.entry("nan-inf.wav", Fault.AUDIO_BAD_SAMPLES));

  /** {@code broken.csv} says which files are errors, and which are only no speech. */
  @TestFactory
  Stream<DynamicTest> brokenFiles() throws IOException {
    List<String> lines = Files.readAllLines(SAMPLES.resolve("broken.csv"));
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              String file = line.substring(0, line.indexOf(','));
              boolean error = line.endsWith(",error");
              return DynamicTest.dynamicTest(file, () -> check(SAMPLES.resolve(file), error));
            });
  }

  private static void check(Path file, boolean error) {
    Throwable thrown = catchThrowable(() -> Signals.decode(bytes(file), 16_000));
    if (error) {
      assertThat(thrown).isInstanceOf(RejectedException.class);
      assertThat(((RejectedException) thrown).fault())
          .isEqualTo(FAULTS.get(file.getFileName().toString()));
    } else {
      assertThat(thrown).isNull();
    }
  }

  @TestFactory
  Stream<DynamicTest> goodFiles() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(wav|flac|mp3|ogg|opus)"))
          .filter(file -> !file.startsWith(SAMPLES.resolve("broken")))
          .toList()
          .stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(SAMPLES.relativize(file).toString(), () -> play(file)));
    }
  }

  private static void play(Path file) {
    try (AudioReader reader = AudioReader.open(new BytesInput(bytes(file)), 16_000)) {
      float[] samples = Signals.drain(reader, 4096)[0];
      assertThat(samples.length).isGreaterThan(8_000);
      assertThat(Signals.rms(samples, 0, samples.length)).isGreaterThan(1e-3);
      assertThat(reader.notes()).isEmpty();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
