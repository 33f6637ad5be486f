package org.voxmatrix.voiceprint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.voxmatrix.error.Fault;
import org.voxmatrix.identity.Sha256;

/** Little-endian float32 values without an envelope. */
final class RawVector {

  /** No embedding comes near it, and of other bytes, read as float32, every fourth value does. */
  private static final float LARGEST = 1e15f;

  /**
   * Of float16 values, two of which make a float32, a tenth are thousands of times smaller than the
   * middle one; of embeddings, at most twenty times.
   */
  private static final int SPREAD = 512;

  private static final int FEWEST = 32;

  private RawVector() {}

  /** First 8 bytes of SHA-256 of {@code "raw:" + name}: the prefix keeps it apart from bundles. */
  static long fingerprint(String name) {
    return Sha256.first8(("raw:" + name).getBytes(StandardCharsets.UTF_8));
  }

  static float[] vector(byte[] bytes) {
    if (bytes.length % Float.BYTES != 0) {
      throw BadVoiceprint.of(
          Fault.VOICEPRINT_BAD_ENVELOPE,
          "The raw vector has %s bytes, not a multiple of 4. Pass Base64 of little-endian float32 values."
              .formatted(bytes.length));
    }
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    for (float value : vector) {
      if (Math.abs(value) > LARGEST) {
        throw BadVoiceprint.of(
            Fault.VOICEPRINT_BAD_VALUE,
            "The raw vector has a value of %g, as float64 or big-endian bytes give. Pass Base64 of little-endian float32 values."
                .formatted(value));
      }
    }
    if (isOfHalves(vector)) {
      throw BadVoiceprint.of(
          Fault.VOICEPRINT_BAD_VALUE,
          "The raw vector has values as far apart as float16 bytes give. Pass Base64 of little-endian float32 values.");
    }
    return vector;
  }

  private static boolean isOfHalves(float[] vector) {
    return canBeOfHalves(vector) && isOfHalvesSorted(vector);
  }

  /** Sorting takes longer than all else that is done with a vector as it is read. */
  private static boolean canBeOfHalves(float[] vector) {
    float largest = 0;
    int count = 0;
    for (float value : vector) {
      largest = Math.max(largest, Math.abs(value));
      count += value == 0 ? 0 : 1;
    }
    int small = 0;
    for (float value : vector) {
      small += value != 0 && SPREAD * Math.abs(value) < largest ? 1 : 0;
    }
    return small > count / 10;
  }

  private static boolean isOfHalvesSorted(float[] vector) {
    float[] sizes = new float[vector.length];
    int count = 0;
    for (float value : vector) {
      if (value != 0) {
        sizes[count++] = Math.abs(value);
      }
    }
    Arrays.sort(sizes, 0, count);
    return count >= FEWEST && sizes[count / 2] > SPREAD * sizes[count / 10];
  }
}
