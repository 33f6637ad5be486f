package org.voxmatrix.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what reading, decoding and resampling to 16 kHz cost on one core. */
@Tag("slow")
class DecodeSpeedTest {

  private static final int SECONDS = 60;
  private static final int ROUNDS = 10;

  @Test
  void millisecondsForEachSecondOfAudio() {
    float[] at16 = Signals.noise(SECONDS * 16_000, 1);
    float[] at48 = Signals.noise(SECONDS * 48_000, 1);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("WAV 16 kHz", Wav.pcm(16).samples(at16).bytes());
    files.put("WAV 48 kHz", Wav.pcm(16).rate(48_000).samples(at48).bytes());
    files.put("WAV 8 kHz mu-law", Wav.pcm(8).tag(7).rate(8_000).samples(at16).bytes());
    files.put("FLAC 16 kHz", Encoder.FLAC.encode(16_000, at16));
    files.put("MP3 16 kHz", Encoder.MP3.encode(16_000, at16));
    files.put("Vorbis 16 kHz, stereo", Encoder.VORBIS.encode(16_000, at16, at16));
    files.put("Opus 16 kHz", Encoder.OPUS.encode(16_000, at16));
    files.forEach(
        (name, file) -> {
          double cost = cost(file);
          System.out.printf("%-22s %.3f ms of CPU for a second of audio%n", name, cost);
          assertThat(cost).isPositive();
        });
  }

  /** The best of some rounds, in CPU time of this thread. */
  private static double cost(byte[] file) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long samples = 0;
      try (AudioReader reader = AudioReader.open(AudioInput.of(file), 16_000)) {
        float[][] block = new float[reader.format().channels()][16_000];
        for (int n = reader.read(block); n >= 0; n = reader.read(block)) {
          samples += n;
        }
      }
      long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      best = Math.min(best, spent / 1e6 * 16_000 / samples);
    }
    return best;
  }
}
