package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

class AudioReaderTest {

  private static final float[] NOISE = Signals.noise(48_000, 1);
  private static final byte[] FILE = Wav.pcm(16).rate(48_000).samples(NOISE, NOISE).bytes();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 160, 1024, 100_000})
  void theBlockLengthDoesNotMatter(int length) {
    float[][] expected = Signals.decode(FILE, 16_000);
    try (AudioReader reader = AudioReader.open(new BytesInput(FILE), 16_000)) {
      assertThat(Arrays.deepEquals(Signals.drain(reader, length), expected)).isTrue();
      assertThat(reader.read(new float[2][length])).isEqualTo(-1);
    }
  }

  @Test
  void skippingGivesTheSameSamples() {
    float[] all = Signals.decode(FILE, 16_000)[0];
    try (AudioReader reader = AudioReader.open(new BytesInput(FILE), 16_000)) {
      reader.skipTo(0.1234);
      assertThat(reader.read(new float[2][100])).isEqualTo(100);
      reader.skipTo(0.5);
      float[] rest = Signals.drain(reader, 999)[0];
      assertThat(Arrays.equals(rest, Arrays.copyOfRange(all, 8000, all.length))).isTrue();
      assertThatThrownBy(() -> reader.skipTo(0.5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Cannot skip to 0.5 s from 1.0 s");
    }
  }

  @Test
  void skippingPastTheEndIsRejected() {
    try (AudioReader reader = AudioReader.open(new BytesInput(FILE), 16_000)) {
      assertThatThrownBy(() -> reader.skipTo(2))
          .isInstanceOfSatisfying(
              RejectedException.class,
              e -> assertThat(e.fault()).isEqualTo(Fault.AUDIO_BAD_TIME_RANGE))
          .hasMessageContaining("starts at 2.0 s, the recording ends at 1.0 s");
    }
  }

  @Test
  void aBlockOfOtherChannelsIsAnError() {
    try (AudioReader reader = AudioReader.open(new BytesInput(FILE), 16_000)) {
      assertThatThrownBy(() -> reader.read(new float[1][10]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("block has 1 channels, the recording 2");
    }
  }

  @Test
  void theInputIsClosedOnceWithTheReader() {
    FlakyInput input = new FlakyInput(FILE, Long.MAX_VALUE);
    AudioReader reader = AudioReader.open(input, 16_000);
    assertThat(input.closed).isZero();
    reader.close();
    reader.close();
    assertThat(input.closed).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 30, 5000})
  void theInputIsClosedWhenOpeningFails(int length) {
    FlakyInput input = new FlakyInput(Arrays.copyOf(FILE, length), Long.MAX_VALUE);
    assertThatThrownBy(() -> AudioReader.open(input, 16_000)).isInstanceOf(RejectedException.class);
    assertThat(input.closed).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 44, 50_000})
  void anInputThatFailsIsNotTheRecordingsFault(int failAfter) {
    for (byte[] file : List.of(FILE, Encoder.FLAC.encode(48_000, NOISE, NOISE))) {
      FlakyInput input = new FlakyInput(file, failAfter);
      assertThatThrownBy(
              () -> {
                try (AudioReader reader = AudioReader.open(input, 16_000)) {
                  Signals.drain(reader, 1000);
                }
              })
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("storage is gone");
      assertThat(input.closed).isEqualTo(1);
    }
  }

  @Test
  void readersAreIndependent() throws Exception {
    List<byte[]> files = new ArrayList<>(List.of(FILE));
    for (Encoder encoder : List.of(Encoder.FLAC, Encoder.MP3, Encoder.VORBIS, Encoder.OPUS)) {
      files.add(encoder.encode(48_000, NOISE, NOISE));
    }
    List<float[][]> expected = files.stream().map(file -> Signals.decode(file, 16_000)).toList();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<float[][]>> tasks =
          IntStream.range(0, 100)
              .<Callable<float[][]>>mapToObj(
                  i -> () -> Signals.decode(files.get(i % files.size()), 16_000))
              .toList();
      int i = 0;
      for (Future<float[][]> result : pool.invokeAll(tasks)) {
        assertThat(Arrays.deepEquals(result.get(), expected.get(i++ % files.size()))).isTrue();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void manyReadersAreOpenAtOnce() {
    List<AudioReader> readers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      readers.add(AudioReader.open(new BytesInput(FILE), 16_000));
    }
    for (AudioReader reader : readers) {
      assertThat(Signals.drain(reader, 4096)[0].length).isEqualTo(16_000);
      reader.close();
    }
  }
}
