package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** Damaged files of every format are read or rejected, in bounded memory and time, and no more. */
class FuzzTest {

  private static final AudioLimits LIMITS = new AudioLimits(1 << 20, 120, 64, 8_000, 192_000);
  private static final long MOST_GROWTH = 256L << 20;
  private static final double MOST_SECONDS = 20;

  @Test
  void aFewThousandDamagedFiles() {
    fuzz(files(), 20_261, 3_000);
  }

  @Test
  void aThousandDamagedFilesOfOtherKinds() {
    fuzz(otherFiles(), 20_262, 1_000);
  }

  /** As {@link #manyDamagedFiles}. */
  @Test
  @Tag("slow")
  @Tag("fuzz")
  void manyDamagedFilesOfOtherKinds() {
    fuzz(
        otherFiles(),
        Long.getLong("voxmatrix.fuzz.seed", 1),
        Integer.getInteger("voxmatrix.fuzz.executions", 500_000));
  }

  /** Executions are set by {@code -Dvoxmatrix.fuzz.executions}, the seed by {@code .seed}. */
  @Test
  @Tag("slow")
  @Tag("fuzz")
  void manyDamagedFiles() {
    fuzz(
        files(),
        Long.getLong("voxmatrix.fuzz.seed", 1),
        Integer.getInteger("voxmatrix.fuzz.executions", 500_000));
  }

  private static void fuzz(List<byte[]> files, long seed, int executions) {
    Mutator mutator = new Mutator(files, seed);
    Map<Fault, Integer> rejected = new EnumMap<>(Fault.class);
    float[][][] blocks = new float[65][][];
    int read = 0;
    double slowest = 0;
    long memory = 0;
    for (int i = 0; i < executions; i++) {
      byte[] file = mutator.next();
      long start = System.nanoTime();
      try {
        read(file, blocks);
        read++;
      } catch (RejectedException e) {
        rejected.merge(e.fault(), 1, Integer::sum);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", execution " + i, e);
      }
      slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
      if (i == executions / 10) {
        memory = Pointer.physicalBytes();
      }
      if (i % 20_000 == 19_999) {
        System.out.printf("audio fuzz, seed %d: %d executions%n", seed, i + 1);
      }
    }
    long growth = Pointer.physicalBytes() - memory;
    System.out.printf(
        "audio fuzz, seed %d: %d executions, %d read, rejected %s, slowest %.3f s, memory %+d MiB%n",
        seed, executions, read, rejected, slowest, growth >> 20);
    assertThat(growth).isLessThan(MOST_GROWTH);
    assertThat(slowest).isLessThan(MOST_SECONDS);
    assertThat(read).isGreaterThan(executions / 20);
    assertThat(rejected).containsKeys(Fault.AUDIO_CORRUPT, Fault.AUDIO_TRUNCATED);
  }

  private static void read(byte[] file, float[][][] blocks) {
    try (AudioReader reader =
        AudioReader.open(new BytesInput(file), 16_000, ReadOptions.of(LIMITS))) {
      int channels = reader.format().channels();
      assertThat(channels).isBetween(1, 64);
      if (blocks[channels] == null) {
        blocks[channels] = new float[channels][4096];
      }
      for (int n = reader.read(blocks[channels]); n >= 0; n = reader.read(blocks[channels])) {
        for (float[] samples : blocks[channels]) {
          checkRange(samples, n);
        }
      }
      reader.notes();
    }
  }

  private static void checkRange(float[] samples, int count) {
    for (int i = 0; i < count; i++) {
      if (!(Math.abs(samples[i]) <= 1.5f)) {
        throw new IllegalStateException("sample " + samples[i]);
      }
    }
  }

  private static List<byte[]> otherFiles() {
    float[] samples = Signals.noise(6000, 3);
    List<byte[]> files = new ArrayList<>();
    for (OtherFiles kind : OtherFiles.values()) {
      files.add(kind.make(samples));
    }
    files.add(OtherFiles.gsm(new byte[65 * 20]));
    return files;
  }

  private static List<byte[]> files() {
    float[] left = Signals.noise(3000, 1);
    float[] right = Signals.noise(3000, 2);
    List<byte[]> files = new ArrayList<>();
    files.add(Wav.pcm(16).samples(left).bytes());
    files.add(Wav.pcm(24).rate(44_100).extensible().samples(left, right).bytes());
    files.add(Wav.pcm(32).tag(3).rate(48_000).samples(left).bytes());
    files.add(Wav.pcm(64).tag(3).samples(right).bytes());
    files.add(Wav.pcm(8).tag(7).rate(8_000).samples(left).bytes());
    files.add(Wav.pcm(16).riff("RF64").samples(left).bytes());
    byte[] list = Wav.chunk("LIST", new byte[41]);
    files.add(
        Wav.pcm(8).dataSize(0).riffSize(0).beforeFmt(list).beforeData(list).samples(left).bytes());
    for (Encoder encoder : Encoder.values()) {
      files.add(encoder.encode(16_000, left, right));
      if (encoder != Encoder.SPEEX) {
        files.add(encoder.encode(48_000, left, right));
      }
      if (encoder != Encoder.VORBIS) {
        files.add(encoder.encode(8_000, left));
      }
    }
    byte[] mp3 = Encoder.MP3.encode(44_100, right);
    byte[] tag = Arrays.copyOf("ID3\4\0\0\0\0\0\20".getBytes(ISO_8859_1), 26);
    files.add(ByteBuffer.allocate(26 + mp3.length).put(tag).put(mp3).array());
    return files;
  }
}
