package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.audio.input.AudioInput;

/** Two hours of stereo at 48 kHz, 1.4 GB that exist only while they are read. */
@Tag("slow")
class LongRecordingTest {

  private static final int RATE = 48_000;
  private static final long BYTES = 2 * 3600L * RATE * 4;
  private static final long MOST_GROWTH = 64L << 20;

  @Test
  void memoryDoesNotGrowWithTheLength() {
    float[][] block = new float[2][16_000];
    long samples = 0;
    long early = 0;
    try (AudioReader reader = AudioReader.open(new Generated(), 16_000)) {
      for (int n = reader.read(block); n >= 0; n = reader.read(block)) {
        samples += n;
        if (early == 0 && samples > 60 * 16_000) {
          early = Pointer.physicalBytes();
        }
      }
    }
    long growth = Pointer.physicalBytes() - early;
    System.out.printf("2 h of stereo: memory %+d MiB after the first minute%n", growth >> 20);
    assertThat(samples).isEqualTo(2 * 3600 * 16_000);
    assertThat(growth).isLessThan(MOST_GROWTH);
  }

  private static final class Generated implements AudioInput {

    private static final byte[] HEADER =
        Arrays.copyOf(Wav.pcm(16).rate(RATE).channels(2).dataSize(BYTES).bytes(), 44);

    private long position;

    @Override
    public long size() {
      return HEADER.length + BYTES;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = (int) Math.min(length, size() - position);
      for (int i = 0; i < count; i++) {
        long at = position + i;
        buffer[offset + i] = at < HEADER.length ? HEADER[(int) at] : (byte) (at * at >> 5);
      }
      position += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public void seek(long target) {
      position = target;
    }
  }
}
