package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.voxmatrix.error.Fault.AUDIO_CORRUPT;
import static org.voxmatrix.error.Fault.AUDIO_TRUNCATED;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RejectedException;

class CompressedTest {

  private static final int MARGIN = 2000;

  /** Samples in a frame at 16 kHz. */
  private static final int FLAC_FRAME = 1152;

  @ParameterizedTest
  @CsvSource({"FLAC, 8000", "FLAC, 16000", "FLAC, 44100", "FLAC, 48000", "OGG_FLAC, 16000"})
  void losslessIsExact(Encoder encoder, int rate) {
    for (int channels : new int[] {1, 2, 6}) {
      float[][] samples = noise(rate + 77, channels);
      float[][] read = Signals.decode(encoder.encode(rate, samples), rate);
      assertThat(Arrays.deepEquals(read, samples)).isTrue();
    }
  }

  /**
   * The last columns are the ratio that is reached, half a decibel lower, and what remains of
   * padding: FFmpeg's Vorbis encoder does not note it, and its MP3 demuxer leaves a little where
   * padding is longer than a frame.
   */
  @ParameterizedTest
  @CsvSource({
    "MP3, 1, 8000, mp3, 8000, 25.5, 34",
    "MP3, 2, 16000, mp3, 16000, 25.3, 0",
    "MP3, 2, 44100, mp3, 44100, 15.5, 0",
    "MP3, 1, 48000, mp3, 48000, 23.8, 0",
    "VORBIS, 2, 16000, vorbis, 16000, 15, 51",
    "VORBIS, 2, 44100, vorbis, 44100, 15.1, 47",
    "OPUS, 1, 16000, opus, 48000, 21.3, 0",
    "OPUS, 2, 48000, opus, 48000, 9.7, 0",
  })
  void lossyIsCloseAndInLine(
      Encoder encoder, int channels, int rate, String codec, int stored, double snr, int longer) {
    float[][] samples = noise(rate + 77, channels);
    byte[] file = encoder.encode(rate, samples);
    try (AudioReader reader = AudioReader.open(new BytesInput(file), rate)) {
      assertThat(reader.format().codec()).isEqualTo(codec);
      assertThat(reader.format().sampleRate()).isEqualTo(stored);
      float[][] read = Signals.drain(reader, 1000);
      assertThat(reader.notes()).isEmpty();
      for (int c = 0; c < channels; c++) {
        assertThat(read[c].length).isEqualTo(samples[c].length + longer);
        assertThat(Signals.snr(samples[c], read[c], MARGIN)).isGreaterThan(snr);
        float[] late = Arrays.copyOfRange(read[c], 1, read[c].length);
        assertThat(Signals.snr(samples[c], late, MARGIN))
            .as("one sample out of line is worse")
            .isLessThan(Signals.snr(samples[c], read[c], MARGIN));
      }
    }
  }

  /** Up to the last page of Ogg that is whole: pages are a second or two long. */
  @ParameterizedTest
  @CsvSource({"FLAC, 94464, 1152", "MP3, 95663, 576", "VORBIS, 80896, 1024", "OPUS, 79896, 320"})
  void aCutFileYieldsWhatIsThere(Encoder encoder, int present, double packet) {
    byte[] file = encoder.encode(16_000, noise(160_000, 2));
    byte[] cut = Arrays.copyOf(file, file.length * 6 / 10);
    try (AudioReader reader = AudioReader.open(new BytesInput(cut), 16_000)) {
      assertThat(reader.notes()).isEmpty();
      int length = Signals.drain(reader, 1000)[0].length;
      assertThat((double) length).isCloseTo(present, within(packet));
      List<ErrorDetail> notes = reader.notes();
      assertThat(notes).extracting(ErrorDetail::type).containsExactly(AUDIO_TRUNCATED.type());
      assertThat(notes.get(0).location()).isEqualTo(List.of("audio", "content"));
    }
  }

  /** A page of Ogg that is damaged is lost, of others a packet at most. */
  @ParameterizedTest
  @CsvSource({
    "FLAC, 157696, 1152",
    "MP3, 160000, 576",
    "VORBIS, 143616, 1024",
    "OPUS, 144000, 320"
  })
  void aDamagedStretchIsPassedOver(Encoder encoder, int left, double packet) {
    byte[] file = encoder.encode(16_000, noise(160_000, 2));
    byte[] noise = new byte[300];
    new Random(1).nextBytes(noise);
    System.arraycopy(noise, 0, file, file.length / 2, noise.length);
    assertThat((double) Signals.decode(file, 16_000)[0].length).isCloseTo(left, within(packet));
  }

  @Test
  void aDamagedFlacFrameIsLeftOutAndNoted() {
    byte[] file = Encoder.FLAC.encode(16_000, noise(160_000, 1));
    file[file.length / 2] ^= 0x40;
    try (AudioReader reader = AudioReader.open(new BytesInput(file), 16_000)) {
      assertThat(Signals.drain(reader, 1000)[0].length).isEqualTo(160_000 - FLAC_FRAME);
      assertThat(reader.notes())
          .extracting(ErrorDetail::type)
          .containsExactly(AUDIO_TRUNCATED.type(), AUDIO_CORRUPT.type());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLAC", "MP3", "VORBIS", "OPUS"})
  void aHeaderAloneIsCorrupt(Encoder encoder) {
    byte[] file = encoder.encode(16_000, noise(160_000, 2));
    int header = encoder == Encoder.FLAC ? 8250 : 100;
    byte[] cut = Arrays.copyOf(file, header);
    assertThatThrownBy(() -> Signals.decode(cut, 16_000))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.fault()).isEqualTo(AUDIO_CORRUPT));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLAC", "MP3"})
  void tagsAroundTheAudioAreNotAudio(Encoder encoder) {
    float[][] samples = noise(16_000, 1);
    byte[] file = encoder.encode(16_000, samples);
    byte[] id3v2 = new byte[10 + 300];
    System.arraycopy("ID3\3\0\0\0\0\2\54".getBytes(ISO_8859_1), 0, id3v2, 0, 10);
    byte[] id3v1 = Arrays.copyOf("TAGtitle".getBytes(ISO_8859_1), 128);
    ByteBuffer tagged = ByteBuffer.allocate(2 * id3v2.length + file.length + id3v1.length);
    tagged.put(id3v2).put(id3v2).put(file);
    if (encoder == Encoder.MP3) {
      tagged.put(id3v1);
    }
    byte[] withTags = Arrays.copyOf(tagged.array(), tagged.position());
    try (AudioReader reader = AudioReader.open(new BytesInput(withTags), 16_000)) {
      assertThat(Arrays.deepEquals(Signals.drain(reader, 1000), Signals.decode(file, 16_000)))
          .isTrue();
      assertThat(reader.notes()).isEmpty();
    }
  }

  @Test
  void junkBeforeTheFirstMp3FrameIsPassedOver() {
    byte[] file = Encoder.MP3.encode(16_000, noise(16_000, 1));
    byte[] junk = new byte[5000];
    byte[] both = ByteBuffer.allocate(5000 + file.length).put(junk).put(file).array();
    assertThat(Arrays.deepEquals(Signals.decode(both, 16_000), Signals.decode(file, 16_000)))
        .isTrue();
  }

  /** With the padding that the codec leaves at the joint. */
  @ParameterizedTest
  @CsvSource({"MP3, 65711", "VORBIS, 65024", "OPUS, 64104", "FLAC, 64000"})
  void appendedFilesOfOneKindAreReadOn(Encoder encoder, int length) {
    byte[] file = encoder.encode(16_000, noise(32_000, 2));
    assertThat(Signals.decode(append(file, file), 16_000)[0]).hasSize(length);
  }

  @ParameterizedTest
  @CsvSource({"64000, 22050, 1.0", "1500, 22050, 0.1", "64000, 8000, 1.0"})
  void ofAppendedFilesOfTwoKindsTheFirstIsReadAndTheOtherNoted(int length, int rate, double close) {
    byte[] file = Encoder.MP3.encode(16_000, noise(length, 2));
    byte[] other = Encoder.MP3.encode(rate, noise(10 * rate, 2));
    try (AudioReader reader = AudioReader.open(new BytesInput(append(file, other)), 16_000)) {
      assertThat(Signals.drain(reader, 1000)[0].length / 16_000.0)
          .isCloseTo(length / 16_000.0, within(close));
      assertThat(reader.notes().get(0).type()).isEqualTo(AUDIO_CORRUPT.type());
      assertThat((double) reader.notes().get(0).context().get("left_out_seconds"))
          .isCloseTo(10, within(0.3));
    }
  }

  private static byte[] append(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static float[][] noise(int length, int channels) {
    float[][] samples = new float[channels][];
    for (int c = 0; c < channels; c++) {
      samples[c] = Signals.noise(length, c);
    }
    return samples;
  }
}
