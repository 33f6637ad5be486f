package org.voxmatrix.jobs.profiles.audio;

import static org.voxmatrix.error.Fault.AUDIO_UNKNOWN_FORMAT;
import static org.voxmatrix.error.Fault.AUDIO_UNSUPPORTED_CODEC;
import static org.voxmatrix.error.Fault.ENROLLMENT_BAD_LENGTH;
import static org.voxmatrix.error.Fault.ENROLLMENT_BAD_MEDIA_TYPE;
import static org.voxmatrix.error.Fault.ENROLLMENT_BAD_PASSPHRASE;
import static org.voxmatrix.error.Fault.ENROLLMENT_SEVERAL_SPEAKERS;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOO_LARGE;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOO_MANY;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOO_NOISY;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOTAL_LENGTH;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.Refusal;

/** One rule of enrollment: when a recording breaks it, and what the service answers then. */
record AudioRule(Predicate<AnalyzedAudio> broken, Function<AnalyzedAudio, Refusal> answer) {

  /** Sums of lengths are not exact. */
  private static final double ROUNDING = 1e-6;

  private static final double BYTES_A_MEGABYTE = 1024 * 1024;
  private static final Set<String> PCM = Set.of("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le");
  private static final Refusal OTHER_MEDIA =
      new Refusal(
          ENROLLMENT_BAD_MEDIA_TYPE,
          "UnsupportedMediaType",
          "Unsupported media type. Only 'audio/wav; codecs=audio/pcm' is accepted.");

  /** In the order in which they are looked at. */
  private static final List<AudioRule> ALL =
      List.of(
          new AudioRule(
              audio -> audio.analysis().audioLength() == null, audio -> audio.analysis().refusal()),
          new AudioRule(
              audio -> !audio.limits().allowsLength(audio.analysis().audioLength()),
              audio -> badLength(audio.analysis().audioLength(), audio.limits())),
          new AudioRule(
              audio ->
                  audio.profile().enrollmentsLength() + audio.analysis().audioLength()
                      > audio.limits().maxTotalLength() + ROUNDING,
              audio ->
                  Refusal.invalid(
                      ENROLLMENT_TOTAL_LENGTH,
                      "Maximum allowed length across all profile enrollments is %s."
                          .formatted(Refusal.seconds(audio.limits().maxTotalLength())))),
          new AudioRule(
              audio -> audio.profile().enrollmentsCount() >= audio.limits().maxCount(),
              audio ->
                  new Refusal(
                      ENROLLMENT_TOO_MANY,
                      "InvalidOperation",
                      "Maximum allowed number of enrollments per profile is %s."
                          .formatted(audio.limits().maxCount()))),
          new AudioRule(
              audio -> audio.analysis().refusal() != null, audio -> audio.analysis().refusal()),
          new AudioRule(
              // Without speech the ratio cannot be told.
              audio ->
                  audio.analysis().snrDb() == null
                      || audio.analysis().snrDb() < audio.limits().minSnrDb(),
              audio -> Refusal.invalid(ENROLLMENT_TOO_NOISY, "Audio is too noisy.")),
          new AudioRule(
              audio -> !audio.speakersMatch(),
              audio ->
                  Refusal.invalid(
                      ENROLLMENT_SEVERAL_SPEAKERS,
                      "The audio seems to have %s speakers. Enroll a recording of one."
                          .formatted(audio.analysis().speakers()))),
          new AudioRule(audio -> !audio.checkMatches(), audio -> Refusal.OTHER_CHECK),
          new AudioRule(
              audio -> !audio.phraseMatches(),
              audio -> Refusal.invalid(ENROLLMENT_BAD_PASSPHRASE, "Invalid passphrase.")),
          new AudioRule(audio -> !audio.modelMatches(), audio -> Refusal.OTHER_MODEL));

  /** What the first broken rule answers; empty if the recording can be accepted. */
  static Optional<Refusal> firstBroken(AnalyzedAudio audio) {
    return ALL.stream()
        .filter(rule -> rule.broken.test(audio))
        .findFirst()
        .map(rule -> rule.answer.apply(audio));
  }

  /** Why a file is not analyzed; empty if it is. */
  static Optional<Refusal> ofFile(AudioFormat format, long size, EnrollLimits limits) {
    if (!format.container().equals("wav") || !PCM.contains(format.codec())) {
      return Optional.of(OTHER_MEDIA);
    }
    return size <= limits.maxBytes()
        ? Optional.empty()
        : Optional.of(
            Refusal.invalid(
                ENROLLMENT_TOO_LARGE,
                "Maximum allowed audio size is %s MB."
                    .formatted(Refusal.number(limits.maxBytes() / BYTES_A_MEGABYTE))));
  }

  /** The answer to a recording that cannot be read or has no voiceprint. */
  static Refusal refusal(RejectedException e) {
    return e.fault() == AUDIO_UNKNOWN_FORMAT || e.fault() == AUDIO_UNSUPPORTED_CODEC
        ? OTHER_MEDIA
        : Refusal.invalid(e.fault(), e.getMessage());
  }

  private static Refusal badLength(double length, EnrollLimits limits) {
    boolean isShort = length < limits.minLength();
    return Refusal.invalid(
        ENROLLMENT_BAD_LENGTH,
        "Invalid audio length. "
            + (isShort ? "Minimum" : "Maximum")
            + " allowed length is "
            + Refusal.seconds(isShort ? limits.minLength() : limits.maxLength())
            + ".");
  }
}
