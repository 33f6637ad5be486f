package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.model.ModelBundle;

/** Recordings that cannot give a voiceprint are rejected with a typed fault, never embedded. */
class RejectedRecordingTest {

  private static final ExtractOptions WHOLE =
      ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF);

  private static VoiceprintExtractor extractor;
  private static float[] voice;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
    voice = Recordings.voice("english-awb/english-awb-1.wav");
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zeros.wav", "tone.wav", "click.wav", "white-noise.wav", "pink-noise.wav"})
  void soundWithoutSpeech(String name) {
    assertRejected(
        Recordings.sample("broken/" + name),
        ExtractOptions.DEFAULT,
        Fault.AUDIO_NO_SPEECH,
        List.of("channels", 0),
        "There is no speech in channel 0: give a recording of a voice.");
  }

  @Test
  void twoChannelsWithoutSpeech() {
    AudioInput input = Wav.of(Recordings.tone(3), Recordings.click(3));
    assertRejected(
        input,
        ExtractOptions.DEFAULT,
        Fault.AUDIO_NO_SPEECH,
        List.of("channels", 0),
        "There is no speech in channel 0: give a recording of a voice.");
  }

  @Test
  void digitalSilenceEvenWithoutDetection() {
    float[] offset = new float[32_000];
    Arrays.fill(offset, 0.1f);
    for (float[] samples : List.of(new float[32_000], offset, new float[10])) {
      assertRejected(
          Wav.of(samples),
          WHOLE,
          Fault.AUDIO_NO_SPEECH,
          List.of("channels", 0),
          "There is no speech in channel 0: give a recording of a voice.");
    }
  }

  @Test
  void channelsThatCancelEachOther() {
    float[] inverted = voice.clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = -inverted[i];
    }
    ExtractOptions mix = ExtractOptions.DEFAULT.withChannelMode(ChannelMode.MIX);
    assertRejected(
        Wav.of(voice, voice.clone(), inverted, inverted.clone()),
        mix,
        Fault.AUDIO_NO_SPEECH,
        List.of("channels", 0),
        "There is no speech in the mix, because the channels cancel each other: one is inverted."
            + " Use channel mode split, or one channel.");
    assertRejected(
        Wav.of(Recordings.tone(3), Recordings.click(3)),
        mix,
        Fault.AUDIO_NO_SPEECH,
        List.of("channels", 0),
        "There is no speech in channel 0: give a recording of a voice.");
  }

  /** It may be why no voice is heard. */
  @Test
  void whatWasClippedIsSaid() {
    assertRejected(
        Wav.of(Recordings.scaled(Recordings.tone(3), 40)),
        ExtractOptions.DEFAULT,
        Fault.AUDIO_NO_SPEECH,
        List.of("channels", 0),
        "There is no speech in channel 0: give a recording of a voice. Samples of up to 12.0 were"
            + " clipped to the range of -1.5 to 1.5; scale the recording.");
  }

  @Test
  void lessSpeechThanTheModelNeeds() {
    AudioInput input =
        Wav.of(
            Recordings.joined(
                Recordings.silence(1),
                Arrays.copyOfRange(voice, 16_000, 16_000 + 4_800),
                Recordings.silence(1)),
            Recordings.silence(2.3));
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> extractor.extract(input, ExtractOptions.DEFAULT))
        .withMessageMatching("Channel 0 has 0\\.[34]\\d? s of speech: a voiceprint needs 0.5 s.")
        .satisfies(
            rejected -> {
              assertThat(rejected.fault()).isEqualTo(Fault.AUDIO_TOO_SHORT);
              assertThat(rejected.detail().location()).isEqualTo(List.of("channels", 0));
              assertThat(rejected.detail().context()).containsEntry("minimum_speech", 0.5);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 64})
  void aChannelThatDoesNotExist(int channel) {
    assertRejected(
        Wav.of(voice, voice),
        ExtractOptions.DEFAULT.withChannels(List.of(0, channel)),
        Fault.AUDIO_NO_SUCH_CHANNEL,
        List.of("channels", channel),
        "There is no channel " + channel + ": the recording has channels 0 to 1.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1  | 2   | start | The time range starts at -1.0 s: give 0 or more.
          NaN | 2   | start | The time range starts at NaN s: give 0 or more.
          2   | 2   | end   | The time range ends at 2.0 s but starts at 2.0 s: give an end after its start.
          2   | 1   | end   | The time range ends at 1.0 s but starts at 2.0 s: give an end after its start.
          1   | NaN | end   | The time range ends at NaN s but starts at 1.0 s: give an end after its start.
          1   | 3.2 | end   | The time range ends at 3.2 s but the recording at 3.0 s: give an earlier end.
          3   | 3.05 | start | The time range starts at 3.0 s, where the recording ends: give an earlier start.
          """)
  void aTimeRangeThatDoesNotExist(double start, double end, String field, String message) {
    assertRejected(
        Wav.of(Arrays.copyOf(voice, 48_000)),
        ExtractOptions.DEFAULT.withStart(start).withEnd(end),
        Fault.AUDIO_BAD_TIME_RANGE,
        List.of("audio", field),
        message);
  }

  @Test
  void aRangeAfterTheEnd() {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> extractor.extract(Wav.of(voice), WHOLE.withStart(60)))
        .satisfies(rejected -> assertThat(rejected.fault()).isEqualTo(Fault.AUDIO_BAD_TIME_RANGE));
  }

  @Test
  void anEndRoundedUpIsTheEnd() {
    Extraction extraction =
        extractor.extract(Wav.of(Arrays.copyOf(voice, 47_900)), ExtractOptions.DEFAULT.withEnd(3));
    assertThat(extraction.audioLength()).isEqualTo(47_900 / 16_000.0);
  }

  private static void assertRejected(
      AudioInput input,
      ExtractOptions options,
      Fault fault,
      List<Object> location,
      String message) {
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(() -> extractor.extract(input, options))
        .withMessage(message)
        .satisfies(
            rejected -> {
              assertThat(rejected.fault()).isEqualTo(fault);
              assertThat(rejected.detail().location()).isEqualTo(location);
            });
  }
}
