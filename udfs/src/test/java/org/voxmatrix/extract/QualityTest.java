package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.extract.MinQuality.Measure;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.speech.VoiceQuality;

/** Level, clipping and band of voices to which something known was done. */
class QualityTest {

  private static VoiceprintExtractor extractor;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @Test
  void levelIsThatOfTheSpeechWhateverThePauses() {
    for (String name : Recordings.VOICES) {
      float[] voice = Recordings.voice(name);
      double active = 10 * Math.log10(Recordings.activePower(voice));
      float[] paused = Recordings.joined(Recordings.silence(3), voice, Recordings.silence(3));

      assertThat(quality(voice).level()).as(name).isCloseTo(active, within(1.5));
      assertThat(quality(paused).level()).as(name).isCloseTo(active, within(1.5));
      assertThat(quality(Recordings.scaled(voice, 0.1)).level())
          .as(name)
          .isCloseTo(quality(voice).level() - 20, within(0.3));
    }
  }

  /** Resampling spreads what was cut off at another rate, so less of it is found. */
  @ParameterizedTest
  @CsvSource({
    "0.002, 1, 16000, 0.7",
    "0.01, 1, 16000, 0.8",
    "0.05, 0.4, 16000, 0.95",
    "0.05, 1, 8000, 0.6",
    "0.05, 0.5, 8000, 0.6"
  })
  void clippedSamplesAreCounted(double share, float after, int rate, double least) {
    for (String name : Recordings.VOICES) {
      float[] voice = Recordings.samples(Recordings.sample("voices/" + name), rate);
      float[] cut = Recordings.cutOff(voice, share);
      int clipped = 0;
      for (float sample : cut) {
        clipped += Math.abs(sample) >= Math.nextDown(1f) ? 1 : 0;
      }

      ChannelVoiceprint channel = channel(Wav.at(rate, Recordings.scaled(cut, after)));

      double expected = clipped / (channel.speechLength() * rate);
      assertThat(channel.quality().clippedShare())
          .as(name)
          .isBetween(least * expected, 1.03 * expected);
    }
  }

  @Test
  void whatIsNotClippedHasNone() {
    for (String name : Recordings.VOICES) {
      for (double gain : new double[] {0.05, 0.5, 1}) {
        assertThat(quality(Recordings.scaled(Recordings.voice(name), gain)).clippedShare())
            .as("%s, times %s", name, gain)
            .isZero();
      }
    }
  }

  /** Within a band or two of where the recording ends, at whatever rate it is embedded. */
  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000})
  void bandIsThatOfTheSpeechNotOfTheFile(int rate) {
    for (String name : Recordings.VOICES) {
      float[] voice = Recordings.samples(Recordings.sample("voices/" + name), rate);
      assertThat(channel(Wav.at(rate, voice)).quality().bandLimit())
          .as(name)
          .isBetween(rate / 2 - 500, rate / 2 + 250);
    }
  }

  @Test
  void noiseHidesTheUpperBand() {
    float[] voice = Recordings.voice(Recordings.VOICES[1]);
    float[] padded = Recordings.joined(Recordings.silence(1), voice, Recordings.silence(1));
    float[] noisy =
        Recordings.mixed(padded, Recordings.scaled(Recordings.whiteNoise(padded.length, 3), 0.03));

    assertThat(quality(padded).bandLimit()).isGreaterThanOrEqualTo(7_500);
    assertThat(quality(noisy).bandLimit()).isLessThan(quality(padded).bandLimit());
  }

  @Test
  void withoutSpeechDetectionItCannotBeTold() {
    Extraction extraction =
        extractor.extract(
            Wav.of(Recordings.voice(Recordings.VOICES[0])),
            ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF));

    assertThat(extraction.channels().get(0).quality()).isNull();
  }

  /** A channel at the bound passes; the first measure that does not is named. */
  @Test
  void lowQualityIsRejected() {
    float[] voice = Recordings.voice(Recordings.VOICES[0]);
    ChannelVoiceprint good = channel(Wav.of(voice));
    Map<Measure, Double> atTheBound =
        Map.of(
            Measure.DURATION, good.speechLength(),
            Measure.SNR, good.snrDb(),
            Measure.LEVEL, good.quality().level(),
            Measure.CLIPPED, 0.0,
            Measure.BAND, (double) good.quality().bandLimit());
    assertThat(extract(MinQuality.of(atTheBound), voice).channels().get(0).embedding())
        .isEqualTo(good.embedding());

    MinQuality more =
        MinQuality.of(Map.of(Measure.LEVEL, -10.0, Measure.BAND, 8_000.0, Measure.CLIPPED, 0.0));
    assertThatThrownBy(() -> extract(more, voice))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.AUDIO_LOW_QUALITY);
              assertThat(e.detail().location()).containsExactly("channels", 0);
              assertThat(e.detail().context()).containsEntry("measure", "level");
            })
        .hasMessageContaining("dB of level, under the -10 that --min-quality asks for");
    assertThatThrownBy(
            () ->
                extract(
                    MinQuality.of(Map.of(Measure.CLIPPED, 0.01)), Recordings.cutOff(voice, 0.05)))
        .hasMessageContaining("of speech clipped, over the 0.01 that");
  }

  @Test
  void oneChannelOfLowQualityHasANote() {
    float[] voice = Recordings.voice(Recordings.VOICES[0]);
    MinQuality loud = MinQuality.of(Map.of(Measure.LEVEL, -30.0));

    Extraction extraction = extract(loud, Recordings.scaled(voice, 0.05), voice);

    assertThat(extraction.channels().get(0).embedding()).isNull();
    assertThat(extraction.channels().get(1).embedding()).isNotNull();
    assertThat(extraction.notes())
        .anyMatch(note -> note.type().equals("audio.low-quality"))
        .hasSize(1);
  }

  @Test
  void boundsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> MinQuality.of(Map.of(Measure.CLIPPED, 2.0)))
        .hasMessage("--min-quality: clipped is 2.0, not 0 to 1");
    assertThatThrownBy(() -> MinQuality.of(Map.of(Measure.SNR, Double.NaN)))
        .hasMessage("--min-quality: snr is NaN, not -20 to 100");
    assertThatThrownBy(
            () ->
                ExtractOptions.DEFAULT
                    .withMinQuality(MinQuality.of(Map.of(Measure.SNR, 3.0)))
                    .withSpeechDetection(SpeechDetection.OFF))
        .hasMessageContaining("which is not detected with --no-vad");
  }

  private static Extraction extract(MinQuality least, float[]... channels) {
    return extractor.extract(Wav.of(channels), ExtractOptions.DEFAULT.withMinQuality(least));
  }

  private static VoiceQuality quality(float[] samples) {
    return channel(Wav.of(samples)).quality();
  }

  private static ChannelVoiceprint channel(AudioInput input) {
    return extractor.extract(input, ExtractOptions.DEFAULT).channels().get(0);
  }
}
