package org.voxmatrix.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.voxmatrix.audio.AudioInput;
import org.voxmatrix.audio.AudioReader;

/** WAV files that tests make of the samples: 16 kHz, 16 bit, mono. */
final class WavFiles {

  static final int RATE = 16_000;
  private static final int HEADER = 44;

  private WavFiles() {}

  /** The samples of a recording of {@code sample-data}, of any format. */
  static float[] samples(String path) {
    return read(Manifests.SAMPLES.resolve(path));
  }

  /** The samples of a recording of any format. */
  static float[] read(Path file) {
    try (AudioReader reader = AudioReader.open(AudioInput.of(Files.readAllBytes(file)), RATE)) {
      float[][] block = new float[reader.format().channels()][RATE];
      float[] all = new float[0];
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        int before = all.length;
        all = Arrays.copyOf(all, before + count);
        System.arraycopy(block[0], 0, all, before, count);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As long as asked: repeated or cut. */
  static float[] lasting(float[] samples, double seconds) {
    float[] result = new float[(int) Math.round(seconds * RATE)];
    for (int i = 0; i < result.length; i++) {
      result[i] = samples[i % samples.length];
    }
    return result;
  }

  /** As long as asked, with silence at the end. */
  static float[] padded(float[] samples, double seconds) {
    return Arrays.copyOf(samples, (int) Math.round(seconds * RATE));
  }

  static byte[] of(float[] samples) {
    return of(samples, 0);
  }

  /** With a chunk of that many bytes, its head included, which players pass over. */
  static byte[] of(float[] samples, int extra) {
    ByteBuffer file =
        ByteBuffer.allocate(HEADER + extra + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(bytes("RIFF")).putInt(file.capacity() - 8).put(bytes("WAVEfmt ")).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    file.putShort((short) 2).putShort((short) 16);
    if (extra > 0) {
      file.put(bytes("JUNK")).putInt(extra - 8).position(HEADER - 8 + extra);
    }
    file.put(bytes("data")).putInt(2 * samples.length);
    for (float sample : samples) {
      file.putShort((short) Math.max(-32768, Math.min(32767, Math.round(sample * 32768))));
    }
    return file.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
