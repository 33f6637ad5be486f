package org.voxmatrix.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.voxmatrix.diarization.SpeakerVoice;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.extract.SpeakerVoiceprint.Segment;

/**
 * Makes the voiceprints of one channel that has enough speech.
 *
 * @param frameShift seconds
 * @param notes receives what is to be known of the channel
 */
record ChannelVoices(
    Embedder embedder,
    ExtractOptions options,
    double minimumSpeech,
    double frameShift,
    List<ErrorDetail> notes) {

  ChannelVoiceprint of(int channel, ChannelStream.ChannelSpeech speech) {
    boolean asked = options.speakers() != null;
    boolean tellable = speech.speechLength() >= ChannelVoiceprint.LEAST_TO_TELL;
    SpeakerTrack.Found found = asked || tellable ? speech.track().finish() : null;
    if (found == null) {
      return plain(channel, speech, null, null);
    }
    Double homogeneity = tellable ? found.clusters().homogeneity() : null;
    if (!asked) {
      int count = found.clusters().count();
      if (count > 1) {
        notes.add(severalSpeakers(channel, count));
      }
      return plain(channel, speech, count, homogeneity);
    }
    List<SpeakerVoiceprint> speakers = speakers(channel, found);
    return new ChannelVoiceprint(
        channel,
        speakers.stream()
            .filter(speaker -> speaker.embedding() != null)
            .max(Comparator.comparingDouble(SpeakerVoiceprint::speechLength))
            .map(SpeakerVoiceprint::embedding)
            .orElseGet(() -> embedder.embed(speech.frames())),
        speech.speechLength(),
        speech.snrDb(),
        speech.quality(),
        tellable ? speakers.size() : null,
        homogeneity,
        speakers);
  }

  private ChannelVoiceprint plain(
      int channel, ChannelStream.ChannelSpeech speech, Integer count, Double homogeneity) {
    return new ChannelVoiceprint(
        channel,
        embedder.embed(speech.frames()),
        speech.speechLength(),
        speech.snrDb(),
        speech.quality(),
        count,
        homogeneity,
        List.of());
  }

  private List<SpeakerVoiceprint> speakers(int channel, SpeakerTrack.Found found) {
    List<SpeakerVoiceprint> speakers = new ArrayList<>();
    for (SpeakerVoice voice :
        SpeakerVoice.of(found.turns(), found.windows(), found.clusters().count())) {
      double seconds = FrameTime.seconds(voice.frames(), frameShift);
      boolean enough = seconds >= minimumSpeech && voice.centre() != null;
      if (!enough) {
        notes.add(tooShort(channel, speakers.size(), seconds));
      }
      speakers.add(
          new SpeakerVoiceprint(
              speakers.size(),
              enough ? embedding(voice.centre()) : null,
              seconds,
              voice.turns().stream()
                  .map(
                      turn ->
                          new Segment(
                              options.start() + FrameTime.seconds(turn.from(), frameShift),
                              options.start() + FrameTime.seconds(turn.to(), frameShift)))
                  .toList()));
    }
    return speakers;
  }

  /** From which scoring takes the model's mean, as from any other. */
  private float[] embedding(float... centre) {
    float[] embedding = embedder.mean().clone();
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] += centre[i];
    }
    return embedding;
  }

  private ErrorDetail tooShort(int channel, int speaker, double seconds) {
    return ErrorDetail.of(
        Fault.AUDIO_TOO_SHORT,
        List.of("channels", channel, "speakers", speaker),
        "Speaker %d of channel %d has %s s of speech: a voiceprint needs %s s."
            .formatted(speaker, channel, Math.round(seconds * 1000) / 1000.0, minimumSpeech),
        Map.of("speech_length", seconds, "minimum_speech", minimumSpeech));
  }

  private static ErrorDetail severalSpeakers(int channel, int count) {
    return ErrorDetail.of(
        Fault.AUDIO_SEVERAL_SPEAKERS,
        List.of("channels", channel),
        "Channel %d seems to have %d speakers, so that its voiceprint is a mixture: extract with"
                .formatted(channel, count)
            + " --speakers auto.",
        Map.of("speakers_estimated", count));
  }
}
