package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.audio.input.BytesInput;

class WavTest {

  private static final int LENGTH = 1501;

  @ParameterizedTest
  @CsvSource({
    "1, 8, pcm_u8, 0.004",
    "1, 16, pcm_s16le, 0",
    "1, 24, pcm_s24le, 0",
    "1, 32, pcm_s32le, 0",
    "3, 32, pcm_f32le, 0",
    "3, 64, pcm_f64le, 0",
    "6, 8, pcm_alaw, 0.02",
    "7, 8, pcm_mulaw, 0.02",
  })
  void samplesComeBackInEveryEncoding(int tag, int bits, String codec, float tolerance) {
    for (int channels : new int[] {1, 2, 64}) {
      float[][] samples = noise(channels);
      Wav wav = Wav.pcm(bits).tag(tag).samples(samples);
      for (byte[] file : List.of(wav.bytes(), wav.extensible().bytes())) {
        try (AudioReader reader = AudioReader.open(new BytesInput(file), 16_000)) {
          assertThat(reader.format()).isEqualTo(new AudioFormat("wav", codec, 16_000, channels));
          float[][] read = Signals.drain(reader, 512);
          for (int c = 0; c < channels; c++) {
            assertThat(Signals.largestDifference(samples[c], read[c]))
                .isLessThanOrEqualTo(tolerance);
          }
          assertThat(reader.notes()).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void companding(int tag) {
    byte[] codes = new byte[256];
    float[] expected = new float[256];
    for (int code = 0; code < 256; code++) {
      codes[code] = (byte) code;
      expected[code] = (tag == 6 ? G711.decodeAlaw(code) : G711.decodeMulaw(code)) / 32768f;
    }
    byte[] file = Wav.pcm(8).tag(tag).data(codes).bytes();
    assertThat(Signals.decode(file, 16_000)[0]).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 192_000})
  void ratesAreReported(int rate) {
    byte[] file = Wav.pcm(16).rate(rate).samples(noise(2)).bytes();
    try (AudioReader reader = AudioReader.open(new BytesInput(file), 16_000)) {
      assertThat(reader.format().sampleRate()).isEqualTo(rate);
    }
  }

  @TestFactory
  Stream<DynamicTest> headersThatPlayersAccept() {
    byte[] odd = Wav.chunk("LIST", new byte[33]);
    byte[] many = Wav.chunk("JUNK", new byte[100_000]);
    return Stream.of(
        plays("streamed: all ones", wav -> wav.riffSize(-1).dataSize(0xFFFFFFFFL)),
        plays("streamed: zeros", wav -> wav.riffSize(0).dataSize(0)),
        plays("streamed: RIFF size only", wav -> wav.riffSize(0)),
        plays("streamed: data size only", wav -> wav.dataSize(0xFFFFFFFFL)),
        plays("streamed: SoX", wav -> wav.riffSize(0x7FFFF024).dataSize(0x7FFFF000)),
        plays("streamed: arecord", wav -> wav.riffSize(0x80000024L).dataSize(0x80000000L)),
        plays("RIFF size wrong", wav -> wav.riffSize(12345)),
        plays("LIST before fmt", wav -> wav.beforeFmt(odd)),
        plays("JUNK before fmt", wav -> wav.beforeFmt(many)),
        plays("bext between", wav -> wav.beforeData(Wav.chunk("bext", new byte[603]))),
        plays("odd chunks after data", wav -> wav.afterData(odd)),
        plays("streamed: 0x7FFF0000", wav -> wav.dataSize(0x7FFF0000L)),
        plays("streamed: all ones but one", wav -> wav.dataSize(0xFFFFFFFEL)),
        plays("streamed: all ones without the header", wav -> wav.dataSize(0xFFFFFFFFL - 44)),
        plays("streamed: largest even", wav -> wav.dataSize(0xFFFFFFFAL)),
        plays("streamed: one GiB", wav -> wav.dataSize(1L << 30)),
        plays("streamed: three GB", wav -> wav.dataSize(3_000_000_000L)),
        plays("RF64", wav -> wav.riff("RF64").riffSize(-1)),
        plays("BW64", wav -> wav.riff("BW64").riffSize(-1)),
        plays("RF64 of size -1", wav -> wav.riff("RF64").riffSize(-1).dataSize(-1)),
        plays("RF64 of negative size", wav -> wav.riff("RF64").riffSize(-1).dataSize(-5)),
        plays("RF64 of any size", wav -> wav.riff("RF64").dataSize(Long.MAX_VALUE)),
        plays("RF64 streamed", wav -> wav.riff("RF64").riffSize(-1).dataSize(0)),
        plays("extensible", Wav::extensible));
  }

  private static DynamicTest plays(String name, Consumer<Wav> change) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          float[][] samples = noise(1);
          Wav wav = Wav.pcm(24).samples(samples);
          change.accept(wav);
          try (AudioReader reader = AudioReader.open(new BytesInput(wav.bytes()), 16_000)) {
            float[][] read = Signals.drain(reader, 512);
            assertThat(Signals.largestDifference(samples[0], read[0])).isZero();
            assertThat(reader.notes()).isEmpty();
          }
        });
  }

  @Test
  void anIncompleteLastSampleIsDropped() {
    byte[] whole = Wav.pcm(16).samples(noise(2)).bytes();
    byte[] data = Arrays.copyOfRange(whole, 44, whole.length - 3);
    byte[] file = Wav.pcm(16).channels(2).data(data).bytes();
    assertThat(Signals.decode(file, 16_000)[0].length).isEqualTo(LENGTH - 1);
  }

  @Test
  void floatsFarOverFullScaleAreClipped() {
    byte[] file = Wav.pcm(32).tag(3).samples(new float[] {0.5f, 1f, 1.4f, 1.6f, -1f, -3f}).bytes();
    assertThat(Signals.decode(file, 16_000)[0]).containsExactly(0.5f, 1f, 1.4f, 1.5f, -1f, -1.5f);
  }

  private static float[][] noise(int channels) {
    float[][] samples = new float[channels][];
    for (int c = 0; c < channels; c++) {
      samples[c] = Signals.noise(LENGTH, c);
    }
    return samples;
  }
}
