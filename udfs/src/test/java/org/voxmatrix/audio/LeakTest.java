package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.error.RejectedException;

/** Native memory comes back from every way that reading can end. */
@Tag("slow")
class LeakTest {

  private static final int WARM_UP = 5_000;
  private static final int ROUNDS = 40_000;
  private static final AudioLimits LIMITS = AudioLimits.defaults();

  /** An AVPacket and an AVFrame left behind each time would be twice this. */
  private static final long MOST_GROWTH = 16L << 20;

  /** In a process of its own with a small heap, so that what grows is native memory. */
  @Test
  void nothingIsLeftBehind() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                java, "-Xmx32m", "-XX:+UseSerialGC", "-cp", path, LeakTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    System.out.print(output);
    assertThat(process.waitFor()).as(output).isZero();
  }

  public static void main(String[] args) {
    float[] samples = Signals.noise(1000, 1);
    byte[] flac = Encoder.FLAC.encode(16_000, samples);
    byte[] speex = Encoder.SPEEX.encode(16_000, samples);
    byte[] cut = Arrays.copyOf(flac, flac.length / 2 + 4100);
    byte[] magic = Arrays.copyOf("OggS".getBytes(ISO_8859_1), 500);
    byte[] wav = Wav.pcm(16).rate(48_000).samples(samples).bytes();
    List<byte[]> files = List.of(magic, speex, cut, flac, wav);
    files.forEach(file -> read(file, WARM_UP));
    long before = Pointer.physicalBytes();
    files.forEach(file -> read(file, ROUNDS));
    long growth = Pointer.physicalBytes() - before;
    System.out.printf(
        "%d recordings opened and closed: memory %+d MiB%n", files.size() * ROUNDS, growth >> 20);
    assertThat(growth).isLessThan(MOST_GROWTH);
  }

  private static void read(byte[] file, int times) {
    float[][] block = new float[1][4096];
    for (int i = 0; i < times; i++) {
      try (AudioReader reader = AudioReader.open(new BytesInput(file), 16_000)) {
        while (reader.read(block) >= 0) {
          reader.notes();
        }
      } catch (RejectedException e) {
        assertThat(e.detail()).isNotNull();
      }
      try (DecodedAudio audio =
          DecodedAudio.open(new BytesInput(file), ReadOptions.of(LIMITS), 0.03)) {
        assertThat(audio.isTooLong() ? audio.length() : audio.mono(16_000).length).isPositive();
      } catch (RejectedException e) {
        assertThat(e.detail()).isNotNull();
      }
    }
    System.gc();
  }
}
