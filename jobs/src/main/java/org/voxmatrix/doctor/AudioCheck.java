package org.voxmatrix.doctor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.audio.input.BytesInput;

/** Whether the native decoders load and work: reads a second of silence. */
final class AudioCheck {

  private static final int RATE = 16_000;

  private AudioCheck() {}

  static Finding run() {
    try (AudioReader reader = AudioReader.open(new BytesInput(silence()), RATE)) {
      int read = reader.read(new float[1][2 * RATE]);
      return read == RATE
          ? Finding.ok("audio", "decoders work")
          : Finding.fail(
              "audio", "decoded " + read + " samples of " + RATE + "; rebuild Voxmatrix");
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail(
          "audio",
          "decoders do not load (%s); they are for Linux on x86-64 and unpack into ~/.javacpp: check that it is writable"
              .formatted(e));
    }
  }

  private static byte[] silence() {
    int size = 2 * RATE;
    return ByteBuffer.allocate(44 + size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + size)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(RATE)
        .putInt(2 * RATE)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(size)
        .array();
  }
}
