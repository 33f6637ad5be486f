package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.model.Bundles;
import org.voxmatrix.model.ModelBundle;

/** A voiceprint does not follow the level, nor digital silence between words. */
@Tag("slow")
class LevelTest {

  private static VoiceprintExtractor extractor;
  private static VoiceprintExtractor former;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
    former = new VoiceprintExtractor(ModelBundle.loadTried(Bundles.resources("voxmatrix-v0")));
  }

  @AfterAll
  static void close() {
    extractor.close();
    former.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-20, -40, -50, -60})
  void aQuietRecordingIsTheSameVoice(int peak) {
    for (String name : Recordings.VOICES) {
      float[] voice = Recordings.voice(name);
      for (float[] recording : new float[][] {voice, withGaps(voice)}) {
        float[] loud = embedding(extractor, Wav.of(atPeak(recording, -3)));
        float[] quiet = embedding(extractor, Wav.of(atPeak(recording, peak)));

        assertThat(VoiceprintExtractorTest.cosine(loud, quiet)).as(name).isGreaterThan(0.97);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-10, -20, -30})
  void aQuietTelephoneCallIsTheSameVoice(int peak) {
    for (String name : Recordings.VOICES) {
      float[] loud = atPeak(halved(Recordings.voice(name)), -3);
      AudioInput quiet = Sounds.muLaw(atPeak(loud, peak));
      double score =
          VoiceprintExtractorTest.cosine(
              embedding(extractor, Sounds.muLaw(loud)), embedding(extractor, quiet));

      assertThat(score).as(name).isGreaterThan(0.9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-3, -40, -60})
  void digitalSilenceBetweenWordsIsNoPartOfTheVoice(int peak) {
    for (String name : Recordings.VOICES) {
      float[] voice = atPeak(Recordings.voice(name), peak);
      double score =
          VoiceprintExtractorTest.cosine(
              embedding(extractor, Wav.of(voice)), embedding(extractor, Wav.of(withGaps(voice))));

      assertThat(score).as(name).isGreaterThan(0.9);
    }
  }

  /** Its voiceprints follow the level, and so must those to be compared with them. */
  @ParameterizedTest
  @ValueSource(strings = {"english-awb/english-awb-1.wav", "czech-dita/czech-dita-1.wav"})
  void theFormerModelIsAsItWas(String name) {
    float[] voice = Recordings.voice(name);
    float[] loud = embedding(former, Wav.of(atPeak(voice, -3)));
    float[] faint = embedding(former, Wav.of(atPeak(voice, -60)));

    assertThat(VoiceprintExtractorTest.cosine(loud, faint)).isLessThan(0.9);
  }

  private static float[] embedding(VoiceprintExtractor extractor, AudioInput input) {
    return extractor.extract(input, ExtractOptions.DEFAULT).channels().get(0).embedding();
  }

  private static float[] atPeak(float[] samples, double decibels) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return Recordings.scaled(samples, Math.pow(10, decibels / 20) / peak);
  }

  /** Zeros of 50 to 400 ms after every 0.3 to 1 s. */
  private static float[] withGaps(float[] samples) {
    Random random = new Random(4);
    float[] result = new float[0];
    for (int at = 0; at < samples.length; ) {
      int end = Math.min(samples.length, at + 4_800 + random.nextInt(11_200));
      float[] gap = new float[800 + random.nextInt(5_600)];
      result = Recordings.joined(result, Arrays.copyOfRange(samples, at, end), gap);
      at = end;
    }
    return result;
  }

  /** At 8 kHz, by the mean of two: good enough for a telephone. */
  private static float[] halved(float[] samples) {
    float[] half = new float[samples.length / 2];
    for (int i = 0; i < half.length; i++) {
      half[i] = (samples[2 * i] + samples[2 * i + 1]) / 2;
    }
    return half;
  }
}
