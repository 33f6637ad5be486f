package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** AIFF files whose form says more, less or something else than is there. */
class AiffTest {

  private static final int RATE = 16_000;
  private static final float[] FIRST = Signals.noise(3 * RATE, 1);
  private static final float[] SECOND = Signals.noise(2 * RATE, 2);

  /** As FFmpeg (0), SoX (0x7F000000) and others write into a pipe. */
  @ParameterizedTest
  @CsvSource({
    "AIFF, 0, 0, 0",
    "AIFF_C, 0, 0, 0",
    "AIFF, 0x7F00003E, 0x7F000008, 0x3F800000",
    "AIFF, -1, -1, -1",
    "AIFF, 0, 96008, 48000"
  })
  void samplesOfAPipeGoOnToTheEnd(OtherFiles kind, String form, String sound, String frames) {
    byte[] file = kind.make(FIRST);
    int samples = find(file, "SSND");
    ByteBuffer.wrap(file)
        .putInt(4, Integer.decode(form))
        .putInt(find(file, "COMM") + 10, Integer.decode(frames))
        .putInt(samples + 4, Integer.decode(sound));
    Read read = read(file);
    assertThat(read.samples).containsExactly(FIRST);
    assertThat(read.notes).isEmpty();
  }

  @Test
  void aPipeWithoutSamplesIsRejected() {
    byte[] file = OtherFiles.AIFF.make(FIRST);
    int samples = find(file, "SSND");
    ByteBuffer.wrap(file).putInt(4, 0).putInt(samples + 4, 0);
    for (int length : new int[] {12, samples, samples + 8, samples + 16}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(file, length)))
          .as("%d bytes", length)
          .isInstanceOfSatisfying(
              RejectedException.class,
              e -> assertThat(e.fault()).isIn(Fault.AUDIO_CORRUPT, Fault.AUDIO_EMPTY));
    }
  }

  @Test
  void aFurtherFileIsNoted() {
    byte[] first = OtherFiles.AIFF.make(FIRST);
    byte[] second = OtherFiles.AIFF.make(SECOND);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Read read = read(both);
    assertThat(read.samples).containsExactly(FIRST);
    assertThat(read.notes)
        .extracting(ErrorDetail::type)
        .containsExactly(Fault.AUDIO_CORRUPT.type());
    assertThat(read.notes.get(0).context()).containsEntry("bytes", (long) second.length);
  }

  private static int find(byte[] file, String chunk) {
    return new String(file, ISO_8859_1).indexOf(chunk);
  }

  private record Read(float[] samples, List<ErrorDetail> notes) {}

  private static Read read(byte[] file) {
    try (AudioReader reader = AudioReader.open(new BytesInput(file), RATE)) {
      return new Read(Signals.drain(reader, 1000)[0], reader.notes());
    }
  }
}
