package org.voxmatrix.voiceprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** Mutated voiceprints give a typed error or the same content, and nothing else. */
class VoiceprintFuzzTest {

  private static final Set<Fault> FAULTS =
      EnumSet.of(
          Fault.VOICEPRINT_BAD_BASE64,
          Fault.VOICEPRINT_BAD_ENVELOPE,
          Fault.VOICEPRINT_BAD_CHECKSUM,
          Fault.VOICEPRINT_BAD_VALUE);

  @Test
  void survivesMutations() {
    assertThat(fuzz(new Random(20_260_101), 20_000)).isEqualTo(FAULTS);
  }

  /** {@code -Dvoxmatrix.fuzz.executions=N} sets the count. */
  @Test
  @Tag("slow")
  @Tag("fuzz")
  void survivesManyMutations() {
    int executions = Integer.getInteger("voxmatrix.fuzz.executions", 1_000_000);
    long seed = Long.getLong("voxmatrix.fuzz.seed", 1);
    assertThat(fuzz(new Random(seed), executions)).isEqualTo(FAULTS);
    System.out.printf("voiceprint codec: %d fuzz executions, seed %d%n", executions, seed);
  }

  private static Set<Fault> fuzz(Random random, int executions) {
    Set<Fault> seen = EnumSet.noneOf(Fault.class);
    for (int i = 0; i < executions; i++) {
      Voiceprint original = voiceprint(random);
      byte[] bytes = original.toBytes();
      int kind = random.nextInt(4);
      try {
        if (kind == 0) {
          String text = mutatedText(original.encode(), random);
          assertThat(Voiceprint.decode(text)).as(text).isEqualTo(original);
        } else if (kind == 1) {
          byte[] mutated = mutated(bytes, random);
          assertThat(Voiceprint.decode(mutated)).isEqualTo(original);
        } else if (kind == 2) {
          // With the checksum made right again, the checks behind it are reached.
          byte[] mutated = resealed(mutated(bytes, random));
          assertThat(Voiceprint.decode(mutated).toBytes()).isEqualTo(mutated);
        } else {
          byte[] noise = new byte[random.nextInt(64)];
          random.nextBytes(noise);
          String text = Base64.getEncoder().encodeToString(noise);
          assertThat(Voiceprint.decodeRaw(text, "noise").dimension()).isEqualTo(noise.length / 4);
        }
      } catch (RejectedException e) {
        assertThat(FAULTS).contains(e.fault());
        seen.add(e.fault());
      }
    }
    return seen;
  }

  private static Voiceprint voiceprint(Random random) {
    float[] vector = new float[1 + random.nextInt(20)];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Voiceprint.of(random.nextLong(), vector);
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(9));
        default ->
            Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) -random.nextInt(2));
      }
    }
    return bytes;
  }

  private static String mutatedText(String original, Random random) {
    StringBuilder text = new StringBuilder(original);
    int at = random.nextInt(text.length());
    switch (random.nextInt(4)) {
      case 0 -> text.setCharAt(at, (char) random.nextInt(256));
      case 1 -> text.deleteCharAt(at);
      case 2 -> text.insert(at, (char) ('A' + random.nextInt(26)));
      default -> text.setLength(at);
    }
    return text.toString();
  }

  private static byte[] resealed(byte[] bytes) {
    if (bytes.length >= 4) {
      CRC32C crc = new CRC32C();
      crc.update(bytes, 0, bytes.length - 4);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(bytes.length - 4, (int) crc.getValue());
    }
    return bytes;
  }
}
