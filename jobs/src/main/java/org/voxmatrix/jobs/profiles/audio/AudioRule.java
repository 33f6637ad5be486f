package org.voxmatrix.jobs.profiles.audio;

import static org.voxmatrix.error.Fault.ENROLLMENT_BAD_LENGTH;
import static org.voxmatrix.error.Fault.ENROLLMENT_BAD_MEDIA_TYPE;
import static org.voxmatrix.error.Fault.ENROLLMENT_BAD_PASSPHRASE;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOO_LARGE;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOO_MANY;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOO_NOISY;
import static org.voxmatrix.error.Fault.ENROLLMENT_TOTAL_LENGTH;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.voxmatrix.jobs.profiles.Refusal;

/** One rule of enrollment: when an audio breaks it, and what the service answers then. */
public record AudioRule(Predicate<AnalyzedAudio> broken, Function<AnalyzedAudio, Refusal> answer) {

  /** Sums of lengths are not exact. */
  private static final double ROUNDING = 1e-6;

  private static final double BYTES_A_MEGABYTE = 1024 * 1024;

  /** In the order in which they are looked at. */
  private static final List<AudioRule> ALL =
      List.of(
          new AudioRule(
              audio -> audio.heard().media() == AudioAnalysis.Media.OTHER,
              audio ->
                  new Refusal(
                      ENROLLMENT_BAD_MEDIA_TYPE,
                      "UnsupportedMediaType",
                      "Unsupported media type. Only 'audio/wav; codecs=audio/pcm' is accepted.")),
          new AudioRule(
              audio -> audio.heard().size() > audio.limits().maxBytes(),
              audio ->
                  Refusal.invalid(
                      ENROLLMENT_TOO_LARGE,
                      "Maximum allowed audio size is "
                          + Refusal.number(audio.limits().maxBytes() / BYTES_A_MEGABYTE)
                          + " MB.")),
          new AudioRule(
              audio -> audio.heard().audioLength() == null, audio -> audio.heard().unusable()),
          new AudioRule(
              audio -> audio.heard().audioLength() < audio.limits().minLength(),
              audio -> length("Minimum", audio.limits().minLength())),
          new AudioRule(
              audio -> audio.heard().audioLength() > audio.limits().maxLength(),
              audio -> length("Maximum", audio.limits().maxLength())),
          new AudioRule(
              audio ->
                  audio.profile().enrollmentsLength() + audio.heard().audioLength()
                      > audio.limits().maxTotalLength() + ROUNDING,
              audio ->
                  Refusal.invalid(
                      ENROLLMENT_TOTAL_LENGTH,
                      "Maximum allowed length across all profile enrollments is "
                          + Refusal.seconds(audio.limits().maxTotalLength())
                          + ".")),
          new AudioRule(
              audio -> audio.profile().enrollmentsCount() >= audio.limits().maxCount(),
              audio ->
                  new Refusal(
                      ENROLLMENT_TOO_MANY,
                      "InvalidOperation",
                      "Maximum allowed number of enrollments per profile is "
                          + audio.limits().maxCount()
                          + ".")),
          new AudioRule(
              audio -> audio.heard().unusable() != null, audio -> audio.heard().unusable()),
          new AudioRule(
              // Without speech the ratio cannot be told.
              audio ->
                  audio.heard().snrDb() == null
                      || audio.heard().snrDb() < audio.limits().minSnrDb(),
              audio -> Refusal.invalid(ENROLLMENT_TOO_NOISY, "Audio is too noisy.")),
          new AudioRule(audio -> !audio.checkMatches(), audio -> Refusal.OTHER_CHECK),
          new AudioRule(
              audio -> !audio.phraseMatches(),
              audio -> Refusal.invalid(ENROLLMENT_BAD_PASSPHRASE, "Invalid passphrase.")),
          new AudioRule(audio -> !audio.modelMatches(), audio -> Refusal.OTHER_MODEL));

  /** What the first broken rule answers; empty if the audio can be accepted. */
  public static Optional<Refusal> firstBroken(AnalyzedAudio audio) {
    return ALL.stream()
        .filter(rule -> rule.broken.test(audio))
        .findFirst()
        .map(rule -> rule.answer.apply(audio));
  }

  private static Refusal length(String bound, double limit) {
    return Refusal.invalid(
        ENROLLMENT_BAD_LENGTH,
        "Invalid audio length. " + bound + " allowed length is " + Refusal.seconds(limit) + ".");
  }
}
