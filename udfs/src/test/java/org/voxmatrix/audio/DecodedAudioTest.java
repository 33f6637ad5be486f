package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** What is decoded once is, to the bit, what a reader of its own gives. */
class DecodedAudioTest {

  private static final AudioLimits LIMITS = AudioLimits.defaults();
  private static final Path SAMPLES = Path.of("..", "sample-data");
  private static final float[] LEFT = Signals.noise(40_000, 1);
  private static final float[] RIGHT = Signals.noise(40_000, 2);
  private static final byte[] FILE = Wav.pcm(16).rate(44_100).samples(LEFT, RIGHT).bytes();

  @TestFactory
  Stream<DynamicTest> givesTheSamplesOfReadersOfItsOwn() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("8 kHz", Wav.pcm(16).rate(8_000).samples(LEFT).bytes());
    files.put("16 kHz", Wav.pcm(16).samples(LEFT).bytes());
    files.put("44.1 kHz stereo", FILE);
    files.put("three channels", Wav.pcm(16).rate(48_000).samples(LEFT, RIGHT, LEFT).bytes());
    files.put("8 bit", Wav.pcm(8).rate(11_025).samples(LEFT).bytes());
    files.put("24 bit", Wav.pcm(24).rate(44_100).extensible().samples(LEFT, RIGHT).bytes());
    files.put("32 bit", Wav.pcm(32).rate(22_050).samples(RIGHT).bytes());
    files.put("float", Wav.pcm(32).tag(3).rate(48_000).samples(LEFT, RIGHT).bytes());
    files.put("mu-law", Wav.pcm(8).tag(7).rate(8_000).samples(LEFT).bytes());
    files.put("a few samples", Wav.pcm(16).rate(44_100).samples(Arrays.copyOf(LEFT, 9)).bytes());
    for (Encoder encoder : Encoder.values()) {
      files.put(encoder.name(), encoder.encode(16_000, LEFT, RIGHT));
    }
    try (Stream<Path> samples = Files.walk(SAMPLES)) {
      for (Path file : samples.filter(DecodedAudioTest::isAudio).toList()) {
        files.put(SAMPLES.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files.entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> compare(file.getValue())));
  }

  private static boolean isAudio(Path file) {
    return file.toString().matches(".*\\.(wav|flac|mp3|ogg|opus)");
  }

  private static void compare(byte[] file) {
    Throwable expected = catchThrowable(() -> Signals.decode(file, 16_000));
    if (expected != null) {
      assertSame(expected, () -> decoded(file).mono(16_000));
      return;
    }
    try (AudioReader reader = AudioReader.open(new BytesInput(file), 16_000);
        DecodedAudio audio = decoded(file)) {
      int own = reader.format().sampleRate();
      assertThat(audio.format()).isEqualTo(reader.format());
      assertThat(audio.length()).isEqualTo((double) Signals.decode(file, own)[0].length / own);
      float[][] samples = Signals.drain(reader, 1_000);
      for (int i = 0; i < 2; i++) {
        try (AudioReader again = audio.reader(16_000)) {
          assertThat(Arrays.deepEquals(Signals.drain(again, 1_024), samples)).isTrue();
          assertThat(again.notes()).isEqualTo(reader.notes());
        }
      }
      assertThat(audio.mono(16_000)).isEqualTo(mean(samples));
    }
  }

  private static DecodedAudio decoded(byte[] file) {
    return DecodedAudio.open(
        new BytesInput(file), ReadOptions.of(LIMITS), Double.POSITIVE_INFINITY);
  }

  private static float[] mean(float[][] samples) {
    float[] mean = new float[samples[0].length];
    for (float[] channel : samples) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += channel[i] / samples.length;
      }
    }
    return mean;
  }

  private static void assertSame(Throwable expected, ThrowingCallable call) {
    assertThat(catchThrowable(call))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.detail()).isEqualTo(((RejectedException) expected).detail()));
  }

  @Test
  void isReadAndClosedOnce() {
    FlakyInput input = new FlakyInput(FILE, Long.MAX_VALUE);
    DecodedAudio audio = DecodedAudio.open(input, ReadOptions.of(LIMITS), 10);
    assertThat(input.read).isLessThan(FILE.length);
    assertThat(audio.format()).isEqualTo(new AudioFormat("wav", "pcm_s16le", 44_100, 2));
    audio.length();
    long read = input.read;
    assertThat(read).isLessThan(FILE.length + 1_000L);
    audio.mono(16_000);
    audio.reader(8_000).close();
    assertThat(input.read).isEqualTo(read);
    assertThat(input.closed).isZero();
    audio.close();
    audio.close();
    assertThat(input.closed).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(() -> audio.reader(16_000));
  }

  @Test
  void decodesNoMoreThanItTakesToKnowThatItIsTooLong() {
    byte[] file = Wav.pcm(16).samples(Signals.noise(160_000, 1)).bytes();
    FlakyInput input = new FlakyInput(file, Long.MAX_VALUE);
    try (DecodedAudio audio = DecodedAudio.open(input, ReadOptions.of(LIMITS), 1)) {
      assertThat(audio.isTooLong()).isTrue();
      assertThat(input.read).isLessThan(file.length / 2);
      assertThatIllegalStateException().isThrownBy(() -> audio.mono(16_000));
      assertThat(audio.length()).isEqualTo(10);
      assertThatIllegalStateException().isThrownBy(() -> audio.mono(16_000));
    }
  }

  @Test
  void theLengthThatIsHeldIsInclusive() {
    byte[] file = Wav.pcm(16).samples(Signals.noise(16_001, 1)).bytes();
    try (DecodedAudio fits =
            DecodedAudio.open(new BytesInput(file), ReadOptions.of(LIMITS), 16_001 / 16_000.0);
        DecodedAudio not = DecodedAudio.open(new BytesInput(file), ReadOptions.of(LIMITS), 1)) {
      assertThat(fits.isTooLong()).isFalse();
      assertThat(not.isTooLong()).isTrue();
    }
  }

  @Test
  void theLimitsHold() {
    AudioLimits second = new AudioLimits(1 << 20, 1, 2, 8_000, 192_000);
    byte[] file = Wav.pcm(16).samples(LEFT).bytes();
    Throwable expected =
        catchThrowable(
            () -> {
              try (AudioReader reader =
                  AudioReader.open(new BytesInput(file), 16_000, ReadOptions.of(second))) {
                Signals.drain(reader, 1_000);
              }
            });
    try (DecodedAudio audio = DecodedAudio.open(new BytesInput(file), ReadOptions.of(second), 10)) {
      assertSame(expected, audio::length);
    }
    assertThat(((RejectedException) expected).fault()).isEqualTo(Fault.AUDIO_TOO_LARGE);
  }
}
