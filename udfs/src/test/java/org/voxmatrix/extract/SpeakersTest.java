package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.extract.SpeakerVoiceprint.Segment;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.voiceprint.Voiceprint;

/** Several speakers on a channel. */
class SpeakersTest {

  private static final ExtractOptions AUTO =
      ExtractOptions.DEFAULT.withSpeakers(ExtractOptions.AUTO);

  private static VoiceprintExtractor extractor;
  private static float[] awb;
  private static float[] slt;
  private static float[] dita;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
    awb = Recordings.voice("english-awb/english-awb-1.wav");
    slt = Recordings.voice("english-slt/english-slt-4.wav");
    dita = Recordings.voice("czech-dita/czech-dita-1.wav");
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @Test
  void oneSpeakerIsOne() {
    Extraction one = extract(ExtractOptions.DEFAULT, Recordings.joined(awb, awb, awb, awb));
    ChannelVoiceprint channel = one.channels().get(0);
    assertThat(channel.speakersEstimated()).isEqualTo(1);
    assertThat(channel.homogeneity()).isBetween(0.5, 1.0);
    assertThat(channel.speakers()).isEmpty();
    assertThat(one.notes()).isEmpty();
  }

  @Test
  void twoSpeakersAreNoticed() {
    float[] samples = Recordings.joined(awb, slt, awb, slt);
    Extraction two = extract(ExtractOptions.DEFAULT, samples);
    ChannelVoiceprint channel = two.channels().get(0);
    assertThat(channel.speakersEstimated()).isEqualTo(2);
    assertThat(channel.homogeneity()).isLessThan(0.5);
    assertThat(two.notes()).hasSize(1);
    ErrorDetail note = two.notes().get(0);
    assertThat(note.type()).isEqualTo(Fault.AUDIO_SEVERAL_SPEAKERS.type());
    assertThat(note.location()).isEqualTo(List.of("channels", 0));
    assertThat(note.context()).containsEntry("speakers_estimated", 2);
    assertThat(note.message()).contains("Channel 0", "2 speakers", "--speakers auto");
  }

  @Test
  void eachSpeakerHasAVoiceprintAndTimes() {
    ChannelVoiceprint channel =
        extract(AUTO, Recordings.joined(awb, slt, awb, slt)).channels().get(0);
    assertThat(channel.speakers()).hasSize(2);
    assertThat(channel.speakersEstimated()).isEqualTo(2);
    SpeakerVoiceprint first = channel.speakers().get(0);
    SpeakerVoiceprint second = channel.speakers().get(1);
    assertThat(first.number()).isZero();
    assertThat(second.number()).isEqualTo(1);
    assertThat(cosine(first.embedding(), alone(awb))).isGreaterThan(0.7);
    assertThat(cosine(second.embedding(), alone(slt))).isGreaterThan(0.7);
    assertThat(cosine(first.embedding(), alone(slt))).isLessThan(0.5);
    assertThat(first.speechLength() + second.speechLength())
        .isCloseTo(channel.speechLength(), within(1e-9));
    double end = (double) awb.length / Recordings.RATE;
    assertThat(first.segments().get(0).start()).isLessThan(0.5);
    assertThat(second.segments().get(0).start()).isCloseTo(end, within(0.6));
    for (SpeakerVoiceprint speaker : channel.speakers()) {
      assertThat(speaker.segments().stream().mapToDouble(one -> one.end() - one.start()).sum())
          .isBetween(speaker.speechLength() - 1e-9, 1.3 * speaker.speechLength());
    }
    SpeakerVoiceprint most =
        channel.speakers().stream()
            .max(Comparator.comparingDouble(SpeakerVoiceprint::speechLength))
            .orElseThrow();
    assertThat(channel.embedding()).isEqualTo(most.embedding());
    List<Segment> all = new ArrayList<>();
    channel.speakers().forEach(speaker -> all.addAll(speaker.segments()));
    all.sort(Comparator.comparingDouble(Segment::start));
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).start()).isGreaterThanOrEqualTo(all.get(i - 1).end());
    }
  }

  @Test
  void timesAreThoseOfTheRecordingNotOfTheRange() {
    float[] samples = Recordings.joined(awb, slt, awb, slt);
    ChannelVoiceprint whole = extract(AUTO, samples).channels().get(0);
    ChannelVoiceprint part = extract(AUTO.withStart(2), samples).channels().get(0);
    assertThat(part.speakers().get(0).segments().get(0).start()).isBetween(2.0, 2.5);
    assertThat(part.speakers().get(1).segments().get(0).start())
        .isCloseTo(whole.speakers().get(1).segments().get(0).start(), within(0.8));
  }

  @Test
  void aNumberIsTakenAtItsWord() {
    float[] samples = Recordings.joined(awb, slt, dita, awb, slt, dita);
    assertThat(speakers(AUTO, samples)).isEqualTo(3);
    assertThat(speakers(AUTO.withSpeakers(2), samples)).isEqualTo(2);
    assertThat(speakers(AUTO.withSpeakers(1), samples)).isEqualTo(1);
    assertThat(speakers(AUTO.withSpeakers(3), awb)).isBetween(1, 3);
    // More than there can be: as many as there are windows at most.
    assertThat(speakers(AUTO.withSpeakers(20), awb)).isBetween(1, 5);
  }

  @Test
  void theSameVoiceAfterALongPauseIsOneSpeaker() {
    float[] samples = Recordings.joined(awb, awb, Recordings.silence(90), awb, awb);
    assertThat(speakers(AUTO, samples)).isEqualTo(1);
  }

  @Test
  void belowThreeSecondsNothingIsTold() {
    float[] samples = part(awb, 0, 2.5);
    Extraction little = extract(ExtractOptions.DEFAULT, samples);
    assertThat(little.channels().get(0).speechLength()).isLessThan(3);
    assertThat(little.channels().get(0).speakersEstimated()).isNull();
    assertThat(little.channels().get(0).homogeneity()).isNull();
    ChannelVoiceprint asked = extract(AUTO, samples).channels().get(0);
    assertThat(asked.speakers()).hasSize(1);
    assertThat(asked.speakersEstimated()).isNull();
    // Without a detector all is speech: 2.99 s say nothing, 3 s do.
    ExtractOptions whole = ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF);
    assertThat(estimated(whole.withEnd(2.99), awb)).isNull();
    assertThat(estimated(whole.withEnd(3), awb)).isEqualTo(1);
  }

  @Test
  void silenceToneAndScrapsAreRejectedAsBefore() {
    for (float[] samples :
        List.of(Recordings.silence(10), Recordings.tone(10), part(awb, 1, 1.3))) {
      for (ExtractOptions options : List.of(ExtractOptions.DEFAULT, AUTO, AUTO.withSpeakers(2))) {
        assertThatThrownBy(() -> extract(options, samples)).isInstanceOf(RejectedException.class);
      }
    }
  }

  @Test
  void twoScrapsOfSpeechAreOneSpeaker() {
    float[] samples =
        Recordings.joined(part(awb, 1, 1.7), Recordings.silence(2), part(slt, 1, 1.7));
    ChannelVoiceprint channel = extract(AUTO, samples).channels().get(0);
    assertThat(channel.speakers()).hasSize(1);
    assertThat(channel.embedding()).hasSize(192);
  }

  @Test
  void speechPastTheCapIsCutAmongSpeakersToo() {
    float[] samples = Recordings.joined(awb, awb, awb, slt, slt, slt);
    ChannelVoiceprint channel = extract(AUTO.withMaxSpeech(5), samples).channels().get(0);
    assertThat(channel.speakers()).hasSize(2);
    assertThat(estimated(ExtractOptions.DEFAULT.withMaxSpeech(5), samples)).isEqualTo(1);
  }

  @Test
  void channelsAreOnTheirOwn() {
    float[] left = Recordings.joined(awb, slt, awb, slt);
    float[] right = Recordings.joined(awb, new float[left.length - awb.length]);
    Extraction both = extractor.extract(Wav.of(left, right), AUTO);
    assertThat(both.channels().get(0).speakers()).hasSize(2);
    assertThat(both.channels().get(1).speakers()).hasSize(1);
    assertThat(
            cosine(
                both.channels().get(0).speakers().get(0).embedding(),
                both.channels().get(1).speakers().get(0).embedding()))
        .isGreaterThan(0.7);
  }

  @Test
  void isTheSameEveryTime() {
    float[] samples = Recordings.joined(awb, slt, dita, awb);
    ChannelVoiceprint one = extract(AUTO, samples).channels().get(0);
    ChannelVoiceprint again = extract(AUTO, samples).channels().get(0);
    assertThat(again.embedding()).isEqualTo(one.embedding());
    assertThat(again.speakers().stream().map(SpeakerVoiceprint::segments))
        .isEqualTo(one.speakers().stream().map(SpeakerVoiceprint::segments).toList());
  }

  @Test
  void onlySensibleNumbersAreTaken() {
    assertThatThrownBy(() -> AUTO.withSpeakers(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AUTO.withSpeakers(21))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("speakers are 21, not auto or 1 to 20");
  }

  private static float[] part(float[] samples, double from, double to) {
    return Arrays.copyOfRange(
        samples, (int) (from * Recordings.RATE), (int) (to * Recordings.RATE));
  }

  private static Integer estimated(ExtractOptions options, float[] samples) {
    return extract(options, samples).channels().get(0).speakersEstimated();
  }

  private static int speakers(ExtractOptions options, float[] samples) {
    return extract(options, samples).channels().get(0).speakers().size();
  }

  private static Extraction extract(ExtractOptions options, float[] samples) {
    return extractor.extract(Wav.of(samples), options);
  }

  private static float[] alone(float[] samples) {
    return extract(ExtractOptions.DEFAULT, samples).channels().get(0).embedding();
  }

  private static double cosine(float[] a, float[] b) {
    return Cosine.withMean(new float[a.length]).score(Voiceprint.of(1, a), Voiceprint.of(1, b));
  }
}
