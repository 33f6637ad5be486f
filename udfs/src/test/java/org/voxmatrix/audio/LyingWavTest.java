package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.voxmatrix.error.Fault.AUDIO_BAD_SAMPLES;
import static org.voxmatrix.error.Fault.AUDIO_CORRUPT;
import static org.voxmatrix.error.Fault.AUDIO_TRUNCATED;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** WAV files whose headers say more, less or something else than is there. */
class LyingWavTest {

  private static final int RATE = 16_000;
  private static final float[] NINE = Signals.noise(9 * RATE, 1);
  private static final float[] ONE = Signals.noise(RATE, 2);

  @ParameterizedTest
  @CsvSource({"32000, 1.0", "44, 0.001375", "1, 0.00003125", "57600, 1.8", "172800, 5.4"})
  void whatIsThereIsReadAndWhatIsMissingNoted(int bytes, double seconds) {
    byte[] whole = Wav.pcm(16).samples(NINE).bytes();
    byte[] cut = Arrays.copyOf(whole, whole.length - bytes);
    Read read = read(cut);
    assertThat(read.samples).isEqualTo(Arrays.copyOf(NINE, NINE.length - (bytes + 1) / 2));
    assertNote(read.notes, AUDIO_TRUNCATED);
    assertThat((double) read.notes.get(0).context().get("missing_seconds"))
        .isCloseTo(seconds, within(1e-9));
    ReadOptions strict = new ReadOptions(AudioLimits.defaults(), WhenTruncated.REJECT, null);
    assertThatThrownBy(() -> AudioReader.open(new BytesInput(cut), RATE, strict))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.fault()).isEqualTo(AUDIO_TRUNCATED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF64", "W64"})
  void soAreThoseWithLargeSizes(String kind) {
    byte[] whole = kind.equals("W64") ? wave64(NINE) : Wav.pcm(16).riff(kind).samples(NINE).bytes();
    Read read = read(Arrays.copyOf(whole, whole.length - 2 * RATE));
    assertThat(read.samples).isEqualTo(Arrays.copyOf(NINE, 8 * RATE));
    assertNote(read.notes, AUDIO_TRUNCATED);
    assertThat(read(whole).samples).isEqualTo(NINE);
    assertThat(read(whole).notes).isEmpty();
  }

  /** Writers that could not go back leave the size of a head alone. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2 * RATE})
  void samplesOfWave64GoOnWhereItsHeaderSaysThatTheyEnd(int declared) {
    byte[] file = wave64(floats(ONE, NINE));
    ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(96, 24 + declared);
    Read read = read(file);
    assertThat(read.samples).isEqualTo(floats(ONE, NINE));
    assertThat(read.notes).hasSize(declared == 0 ? 0 : 1);
  }

  @Test
  void chunksBehindThoseOfWave64AreNoSamplesAndFurtherFilesAre() {
    byte[] levels = join(guid("levl", "f3acd3118cd100c04f8edb8a"), new byte[30_000]);
    assertThat(read(join(wave64(ONE), levels)).samples).isEqualTo(ONE);
    Read read = read(join(wave64(ONE), wave64(NINE)));
    assertThat(read.samples).isEqualTo(floats(ONE, NINE));
    assertThat(read.notes).isEmpty();
  }

  @Test
  void concatenatedFilesAreReadOn() {
    byte[] one = Wav.pcm(16).samples(ONE).afterData(Wav.chunk("LIST", new byte[33])).bytes();
    byte[] nine = Wav.pcm(16).samples(NINE).bytes();
    Read read = read(join(one, nine, one));
    assertThat(read.samples).isEqualTo(floats(ONE, NINE, ONE));
    assertThat(read.notes).isEmpty();
  }

  @Test
  void aSecondDataChunkIsReadOn() {
    byte[] nine = Wav.pcm(16).samples(NINE).bytes();
    byte[] data = Arrays.copyOfRange(nine, 44, nine.length);
    Read read = read(Wav.pcm(16).samples(ONE).afterData(Wav.chunk("data", data)).bytes());
    assertThat(read.samples).isEqualTo(floats(ONE, NINE));
    assertThat(read.notes).isEmpty();
    Read empty = read(Wav.pcm(16).data(new byte[0]).afterData(Wav.chunk("data", data)).bytes());
    assertThat(empty.samples).isEqualTo(NINE);
  }

  @Test
  void aConcatenatedFileOfAnotherKindIsNoted() {
    byte[] other = Wav.pcm(16).rate(8_000).samples(NINE).bytes();
    Read read = read(join(Wav.pcm(16).samples(ONE).bytes(), other));
    assertThat(read.samples).isEqualTo(ONE);
    assertNote(read.notes, AUDIO_CORRUPT);
    assertThat(read.notes.get(0).context()).containsEntry("bytes", (long) other.length);
  }

  @Test
  void samplesBehindTheDeclaredOnesAreReadAndNoted() {
    byte[] file = Wav.pcm(16).samples(floats(ONE, NINE)).dataSize(2 * RATE).bytes();
    Read read = read(file);
    assertThat(read.samples).isEqualTo(floats(ONE, NINE));
    assertNote(read.notes, AUDIO_CORRUPT);
    assertThat(read.notes.get(0).context()).containsEntry("further_seconds", 9.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIST", "id3 ", "abcd"})
  void chunksAndTagsBehindTheSamplesAreNoSamples(String id) {
    byte[] file = Wav.pcm(8).samples(Arrays.copyOf(ONE, 15_999)).bytes();
    byte[] chunk = Wav.chunk(id, new byte[20_001]);
    for (byte[] rest : List.of(chunk, Arrays.copyOf(chunk, chunk.length - 1), new byte[100])) {
      for (byte[] padding : List.of(new byte[1], new byte[0])) {
        Read read = read(join(file, padding, rest));
        assertThat(read.samples).hasSize(15_999);
        assertThat(read.notes).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6, 16, 2",
    "7, 16, 2",
    "7, 16, 1",
    "7, 0, 1",
    "7, 0, 0",
    "6, 0, 1",
    "7, 14, 1",
    "6, 4, 1"
  })
  void logarithmicSamplesHaveEightBitsWhateverTheHeaderSays(int tag, int bits, int align) {
    byte[] right = Wav.pcm(8).tag(tag).samples(ONE).bytes();
    byte[] wrong = right.clone();
    wrong[32] = (byte) align;
    wrong[34] = (byte) bits;
    assertThat(read(wrong).samples).isEqualTo(read(right).samples);
    assertThat(read(wrong).notes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"12, 16", "14, 16", "20, 24", "7, 8"})
  void samplesOfOddWidthsAreStoredInWholeBytes(int bits, int stored) {
    byte[] file = Wav.pcm(stored).samples(ONE).bytes();
    float[] right = read(file).samples;
    file[34] = (byte) bits;
    assertThat(read(file).samples).isEqualTo(right);
  }

  @Test
  void floatsFarOverFullScaleAreNoted() {
    float[] loud = ONE.clone();
    loud[5_000] = 3.25f;
    Read read = read(Wav.pcm(32).tag(3).samples(loud).bytes());
    assertNote(read.notes, AUDIO_BAD_SAMPLES);
    assertThat(read.notes.get(0).context()).containsEntry("value", 3.25);
    loud[5_000] = 1.1f;
    assertThat(read(Wav.pcm(32).tag(3).samples(loud).bytes()).notes).isEmpty();
  }

  private static void assertNote(List<ErrorDetail> notes, Fault fault) {
    assertThat(notes).extracting(ErrorDetail::type).containsExactly(fault.type());
  }

  private record Read(float[] samples, List<ErrorDetail> notes) {}

  private static Read read(byte[] file) {
    try (AudioReader reader = AudioReader.open(new BytesInput(file), RATE)) {
      return new Read(Signals.drain(reader, 1000)[0], reader.notes());
    }
  }

  /** As Sony specified it: 16-byte names, 8-byte sizes that count the heads. */
  private static byte[] wave64(float[] samples) {
    byte[] wav = Wav.pcm(16).samples(samples).bytes();
    String rest = "f3acd3118cd100c04f8edb8a";
    ByteBuffer file = ByteBuffer.allocate(104 + wav.length - 44);
    file.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    file.put(guid("riff", "2e91cf11a5d628db04c10000")).putLong(file.capacity());
    file.put(guid("wave", rest)).put(guid("fmt ", rest)).putLong(40).put(wav, 20, 16);
    file.put(guid("data", rest)).putLong(24 + wav.length - 44L);
    return file.put(wav, 44, wav.length - 44).array();
  }

  private static byte[] guid(String name, String rest) {
    byte[] id = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return join(id, java.util.HexFormat.of().parseHex(rest));
  }

  private static byte[] join(byte[]... parts) {
    java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
    Arrays.stream(parts).forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private static float[] floats(float[]... parts) {
    float[] all = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
