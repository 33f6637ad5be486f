package org.voxmatrix.jobs.profiles.audio;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.audio.AudioFormat;
import org.voxmatrix.audio.AudioInput;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ChannelVoiceprint;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.recordings.RecordingSource;
import org.voxmatrix.recordings.RowValues;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Hears the audio of one row of an enrollment manifest, inside a Spark task. What an enrollment is
 * refused for by its size or length alone is not listened to. Never throws for one row.
 */
public final class AudioAnalyzer implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AudioAnalyzer.class);
  private static final Set<String> PCM = Set.of("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le");
  private static final ExtractOptions ALL_IN_ONE =
      ExtractOptions.DEFAULT.withChannelMode(ChannelMode.MIX);

  private final ModelRef model;
  private final long fingerprint;
  private final RecordingSource source;
  private final PhraseListener phrases;
  private final Map<ProfileKind, EnrollLimits> limits;
  private final ProfileKind kind;
  private final Broadcast<Map<String, ProfileKind>> kinds;
  private final LongAccumulator finished;

  /**
   * @param kind of rows that name no profile
   * @param kinds of profiles, by id
   */
  AudioAnalyzer(
      ModelRef model,
      long fingerprint,
      RecordingSource source,
      PhraseListener phrases,
      Map<ProfileKind, EnrollLimits> limits,
      ProfileKind kind,
      Broadcast<Map<String, ProfileKind>> kinds,
      LongAccumulator finished) {
    this.model = model;
    this.fingerprint = fingerprint;
    this.source = source;
    this.phrases = phrases;
    this.limits = Map.copyOf(limits);
    this.kind = kind;
    this.kinds = kinds;
    this.finished = finished;
  }

  /** What a row asked for, and what was heard. */
  public record Heard(PlanItem item, ProfileClaim request, AudioAnalysis hearing)
      implements Serializable {}

  Heard hear(PlanItem item, Row row) {
    ProfileClaim request =
        new ProfileClaim(
            RowValues.value(row, "profile_id"),
            RowValues.value(row, "pass_phrase"),
            kind(row),
            RowValues.value(row, "locale"));
    try {
      return new Heard(item, request, listen(row, ProfileKind.of(request.kind()).orElse(kind)));
    } catch (RejectedException e) {
      return new Heard(item, request, AudioAnalysis.unusable(0, null, refusal(e)));
    } catch (Exception e) {
      LOG.warn("Enrollment {} failed", item.itemId(), e);
      return new Heard(item, request, AudioAnalysis.failed(e));
    } finally {
      finished.add(1);
    }
  }

  /** What the row asks for; where it asks for nothing, that of the profile. */
  private String kind(Row row) {
    String asked = RowValues.value(row, "kind");
    return asked != null
        ? asked
        : ProfileId.parse(RowValues.value(row, "profile_id"))
            .map(id -> kinds.value().get(id))
            .orElse(kind)
            .word();
  }

  private AudioAnalysis listen(Row row, ProfileKind asked) throws IOException {
    EnrollLimits allowed = limits.get(asked);
    byte[] content = null;
    long size;
    try (AudioInput input = source.open(row)) {
      size = input.size();
      if (size > allowed.maxBytes()) {
        return isPcm(input) ? AudioAnalysis.measured(size, null) : AudioAnalysis.otherMedia(size);
      }
      content = bytes(input);
    }
    if (!isPcm(AudioInput.of(content))) {
      return AudioAnalysis.otherMedia(size);
    }
    double length = length(content);
    if (!allowed.allowsLength(length)) {
      return AudioAnalysis.measured(size, length);
    }
    return listen(content, length, asked);
  }

  private AudioAnalysis listen(byte[] content, double length, ProfileKind asked) {
    ChannelVoiceprint voice;
    try {
      voice = model.extractor().extract(AudioInput.of(content), ALL_IN_ONE).channels().get(0);
    } catch (RejectedException e) {
      // Where nobody speaks there is only noise, which a rule of its own answers.
      return e.fault() == Fault.AUDIO_NO_SPEECH
          ? AudioAnalysis.measured(content.length, length)
          : AudioAnalysis.unusable(content.length, length, refusal(e));
    }
    boolean spoken = asked == ProfileKind.TEXT_DEPENDENT;
    PhraseListener.Phrase phrase = spoken ? phrases.listen(content) : PhraseListener.Phrase.NONE;
    return new AudioAnalysis(
        AudioAnalysis.Media.ACCEPTED,
        content.length,
        length,
        voice.speechLength(),
        voice.snrDb(),
        phrase.words(),
        phrase.features(),
        Voiceprint.of(fingerprint, voice.embedding()).encode(),
        null,
        null);
  }

  private static byte[] bytes(AudioInput input) throws IOException {
    byte[] content = new byte[Math.toIntExact(input.size())];
    int filled = 0;
    while (filled < content.length) {
      int count = input.read(content, filled, content.length - filled);
      if (count < 0) {
        throw new IOException("The recording ends after " + filled + " of " + content.length);
      }
      filled += count;
    }
    return content;
  }

  private static boolean isPcm(AudioInput input) {
    try (AudioReader reader = AudioReader.open(input, PhraseListener.RATE)) {
      AudioFormat format = reader.format();
      return format.container().equals("wav") && PCM.contains(format.codec());
    } catch (RejectedException e) {
      if (e.fault() == Fault.AUDIO_UNKNOWN_FORMAT || e.fault() == Fault.AUDIO_UNSUPPORTED_CODEC) {
        return false;
      }
      throw e;
    }
  }

  /** Seconds, counted in the recording's own samples. */
  private static double length(byte[] content) {
    int rate;
    try (AudioReader reader = AudioReader.open(AudioInput.of(content), PhraseListener.RATE)) {
      rate = reader.format().sampleRate();
    }
    try (AudioReader reader = AudioReader.open(AudioInput.of(content), rate)) {
      float[][] block = new float[reader.format().channels()][rate];
      long samples = 0;
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        samples += count;
      }
      return (double) samples / rate;
    }
  }

  private static Refusal refusal(RejectedException e) {
    return Refusal.invalid(e.fault(), e.getMessage());
  }
}
