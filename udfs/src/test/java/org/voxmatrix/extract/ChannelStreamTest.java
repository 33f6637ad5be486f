package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.speech.SpeechDetector;

class ChannelStreamTest {

  private static ModelBundle bundle;
  private static SpeechDetector detector;
  private static Embedder embedder;
  private static float[] voice;

  @BeforeAll
  static void open() {
    bundle = ModelBundle.loadDefault();
    detector = SpeechDetector.open(bundle).orElseThrow();
    embedder = new Embedder(bundle);
    voice = Recordings.voice("english-awb/english-awb-1.wav");
  }

  @AfterAll
  static void close() {
    embedder.close();
    detector.close();
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameForAnyBlocks(SpeechDetection detection) {
    float[] samples =
        Recordings.joined(
            voice, Recordings.silence(7.77), voice, Recordings.silence(1.5), voice, voice);
    ChannelStream.ChannelSpeech whole = heard(samples, samples.length, detection);

    assertThat(whole.frames().count()).isGreaterThan(1_000);
    for (int block : new int[] {159, 1_000, 8_192, 100_003}) {
      ChannelStream.ChannelSpeech heard = heard(samples, block, detection);
      assertThat(heard.speechLength()).isEqualTo(whole.speechLength());
      assertThat(heard.snrDb()).isEqualTo(whole.snrDb());
      assertThat(values(heard)).as("blocks of %d", block).isEqualTo(values(whole));
    }
  }

  @Test
  void memoryDoesNotGrowWithTheRecording() {
    int minutes = 10;
    ChannelStream stream = stream(SpeechDetection.ON, 60);
    long before = usedAfterCollection();
    int fed = 0;
    for (; fed < minutes * 60 * Recordings.RATE; fed += voice.length) {
      stream.accept(voice, voice.length);
    }
    long grown = usedAfterCollection() - before;

    assertThat(stream.finish().speechLength()).isGreaterThan(0.7 * fed / Recordings.RATE);
    // 0.5 MB and 60 s at twice 32 kB; the samples alone would be 38 MB.
    assertThat(grown).isLessThan(6_000_000);
  }

  private static ChannelStream.ChannelSpeech heard(
      float[] samples, int block, SpeechDetection detection) {
    ChannelStream stream = stream(detection, 120);
    for (int from = 0; from < samples.length; from += block) {
      int count = Math.min(block, samples.length - from);
      stream.accept(Arrays.copyOfRange(samples, from, from + count), count);
    }
    return stream.finish();
  }

  private static ChannelStream stream(SpeechDetection detection, double maxSpeech) {
    Optional<SpeechDetector> used =
        detection == SpeechDetection.ON ? Optional.of(detector) : Optional.empty();
    return new StreamFactory(
            bundle, used, embedder, ExtractOptions.DEFAULT.withMaxSpeech(maxSpeech))
        .create();
  }

  private static float[] values(ChannelStream.ChannelSpeech heard) {
    float[] values = new float[heard.frames().count() * heard.frames().width()];
    heard.frames().copyTo(FloatBuffer.wrap(values));
    return values;
  }

  private static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
