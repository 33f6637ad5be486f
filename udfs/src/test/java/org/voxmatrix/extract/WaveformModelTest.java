package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.voxmatrix.model.Bundles;

/** A model that takes samples, and has no speech detector of its own. */
class WaveformModelTest {

  private final float[] voice = Recordings.voice("english-awb/english-awb-1.wav");

  @Test
  void takesTheSamplesOfTheRecording() {
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(Bundles.waveform())) {
      ExtractOptions whole = ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF);

      assertThat(extractor.extract(Wav.of(voice), whole).channels().get(0).embedding())
          .containsExactly(expected(voice, 0, voice.length / 160 * 160), within(1e-4f));
    }
  }

  @Test
  void takesTheSamplesOfTheSpeech() {
    float[] padded = Recordings.joined(Recordings.silence(5), voice, Recordings.silence(5));
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(Bundles.waveform())) {
      float[] embedding =
          extractor.extract(Wav.of(padded), ExtractOptions.DEFAULT).channels().get(0).embedding();

      // Nearly all the power of ten seconds more lies in the speech: about that of the voice alone.
      assertThat(embedding[1] / expected(voice, 0, voice.length)[1]).isBetween(0.8f, 1.25f);
      assertThat(embedding[2]).isEqualTo(expected(voice, 0, voice.length)[2]);
    }
  }

  private static float[] expected(float[] samples, int from, int to) {
    double magnitude = 0;
    double power = 0;
    float peak = 0;
    for (float sample : Arrays.copyOfRange(samples, from, to)) {
      magnitude += Math.abs(sample);
      power += (double) sample * sample;
      peak = Math.max(peak, sample);
    }
    return new float[] {(float) (magnitude / (to - from)), (float) (power / (to - from)), peak};
  }
}
