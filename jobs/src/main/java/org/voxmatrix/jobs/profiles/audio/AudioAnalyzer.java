package org.voxmatrix.jobs.profiles.audio;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.audio.DecodedAudio;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.error.Failure;
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
import org.voxmatrix.phrase.PhraseRecognizer;
import org.voxmatrix.phrase.PhraseSimilarity;
import org.voxmatrix.recordings.RecordingSource;
import org.voxmatrix.recordings.RowValues;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Analyzes the recording of one row of an enrollment manifest, inside a Spark task. It is opened
 * and decoded once, and no further than it takes to refuse it. Never throws for one row.
 *
 * @param kind of rows that name no profile
 * @param kinds of profiles, by id
 * @param finished counts rows
 */
record AudioAnalyzer(
    ModelRef model,
    long fingerprint,
    RecordingSource source,
    ListenOptions options,
    ProfileKind kind,
    Broadcast<Map<String, ProfileKind>> kinds,
    LongAccumulator finished)
    implements Serializable {

  private static final Logger LOG = LoggerFactory.getLogger(AudioAnalyzer.class);
  private static final ExtractOptions ALL_IN_ONE =
      ExtractOptions.DEFAULT.withChannelMode(ChannelMode.MIX);

  /** Samples a second that phrases are compared at. */
  private static final int PHRASE_RATE = 16_000;

  AnalyzedClaim analyze(PlanItem item, Row row) {
    ProfileClaim claim =
        new ProfileClaim(
            RowValues.value(row, "profile_id"),
            RowValues.value(row, "pass_phrase"),
            kind(row),
            RowValues.value(row, "locale"));
    return new AnalyzedClaim(item, claim, analyze(item, row, claim));
  }

  private AudioAnalysis analyze(PlanItem item, Row row, ProfileClaim claim) {
    try {
      return analyze(row, ProfileKind.of(claim.kind()).orElse(kind));
    } catch (RejectedException e) {
      return AudioAnalysis.ended(null, AudioRule.refusal(e));
    } catch (Exception e) {
      LOG.warn("Task {} failed", item.taskId(), Failure.wordless(e));
      return AudioAnalysis.ended(null, Refusal.internal(e));
    } finally {
      finished.add(1);
    }
  }

  /** What the row asks for; if it asks for nothing, that of the profile. */
  private String kind(Row row) {
    String asked = RowValues.value(row, "kind");
    return asked != null
        ? asked
        : ProfileId.parse(RowValues.value(row, "profile_id"))
            .map(id -> kinds.value().get(id))
            .orElse(kind)
            .word();
  }

  private AudioAnalysis analyze(Row row, ProfileKind asked) throws IOException {
    EnrollLimits limits = options.limits().get(asked);
    AudioInput input = source.open(row);
    long size = input.size();
    try (DecodedAudio audio = DecodedAudio.open(input, reading(), limits.maxLength())) {
      Optional<Refusal> refusal = AudioRule.ofFile(audio.format(), size, limits);
      if (refusal.isPresent()) {
        return AudioAnalysis.ended(null, refusal.get());
      }
      double length = audio.length();
      return limits.allowsLength(length)
          ? analyze(audio, length, asked)
          : AudioAnalysis.ended(length, null);
    }
  }

  private ReadOptions reading() {
    return new ReadOptions(ReadOptions.DEFAULT.limits(), options.truncated(), null);
  }

  private AudioAnalysis analyze(DecodedAudio audio, double length, ProfileKind asked) {
    ChannelVoiceprint voice;
    try {
      voice = model.extractor().extract(audio, ALL_IN_ONE).channels().get(0);
    } catch (RejectedException e) {
      // Where nobody speaks there is only noise, which a rule of its own answers.
      return AudioAnalysis.ended(
          length, e.fault() == Fault.AUDIO_NO_SPEECH ? null : AudioRule.refusal(e));
    }
    String phrase = null;
    byte[] phraseFeatures = null;
    if (asked == ProfileKind.TEXT_DEPENDENT) {
      float[] samples = audio.mono(PHRASE_RATE);
      switch (options.check()) {
        case RECOGNITION -> phrase = recognize(samples);
        case SIMILARITY -> phraseFeatures = PhraseSimilarity.features(samples);
      }
    }
    return new AudioAnalysis(
        length,
        voice.speechLength(),
        voice.snrDb(),
        voice.speakersEstimated(),
        phrase,
        phraseFeatures,
        Voiceprint.of(fingerprint, voice.embedding()).encode(),
        null);
  }

  private String recognize(float[] samples) {
    try (PhraseRecognizer recognizer = PhraseRecognizer.open(options.phrases())) {
      return recognizer.recognize(samples).orElse(null);
    }
  }
}
