package org.voxmatrix.jobs.profiles.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.Refusal;

class AudioRuleTest {

  private static final AudioFormat WAV = new AudioFormat("wav", "pcm_s16le", 16_000, 1);

  @ParameterizedTest
  @CsvSource({
    "10.0, ",
    "9.99, Audio is too noisy.",
  })
  void theRatioMustBeTenDecibels(double snr, String message) {
    assertThat(
            AudioRule.firstBroken(audio(analysis(100, 5, snr), 0, 0, true)).map(Refusal::message))
        .isEqualTo(java.util.Optional.ofNullable(message));
  }

  @ParameterizedTest
  @CsvSource({
    "5242880, 1.0,  290.0, 49, true,  ",
    "5242880, 10.0, 290.0, 49, true,  ",
    "5242881, 0.1,  300.0, 50, false, Maximum allowed audio size is 5 MB.",
    "5242880, 0.99, 300.0, 50, false, Invalid audio length. Minimum allowed length is 1 second.",
    "5242880, 10.01, 300.0, 50, false, Invalid audio length. Maximum allowed length is 10 seconds.",
    "5242880, 10.0, 290.01, 50, false, Maximum allowed length across all profile enrollments is 300 seconds.",
    "5242880, 10.0, 290.0, 50, false, Maximum allowed number of enrollments per profile is 50.",
    "5242880, 10.0, 290.0, 49, false, Invalid passphrase.",
  })
  void boundsAreInclusiveAndTheFirstBrokenRuleCounts(
      long size, double length, double total, int count, boolean phrase, String message) {
    assertThat(
            AudioRule.firstBroken(audio(analysis(size, length, 20), total, count, phrase))
                .map(Refusal::message))
        .isEqualTo(java.util.Optional.ofNullable(message));
  }

  @Test
  void limitsAreWrittenAsTheyAreSet() {
    EnrollLimits limits = new EnrollLimits(1_572_864, 2, 2.5, 300, 3, 50, 0, 10);
    assertThat(AudioRule.ofFile(WAV, 1_572_865, limits).orElseThrow().message())
        .isEqualTo("Maximum allowed audio size is 1.5 MB.");
    AnalyzedAudio longer =
        new AnalyzedAudio(analysis(1, 2.6, 20), profile(0, 0), limits, true, true, true, true);
    assertThat(AudioRule.firstBroken(longer).orElseThrow().message())
        .isEqualTo("Invalid audio length. Maximum allowed length is 2.5 seconds.");
  }

  private static AnalyzedAudio audio(
      AudioAnalysis analysis, double total, int count, boolean phrase) {
    return new AnalyzedAudio(
        analysis, profile(total, count), EnrollLimits.TEXT_DEPENDENT, true, phrase, true, true);
  }

  private static AudioAnalysis analysis(long size, double length, double snr) {
    return AudioRule.ofFile(WAV, size, EnrollLimits.TEXT_DEPENDENT)
        .map(refusal -> AudioAnalysis.ended(null, refusal))
        .orElseGet(() -> new AudioAnalysis(length, length / 2, snr, 1, "", null, "", null));
  }

  private static ProfileRow profile(double total, int count) {
    Instant now = Instant.now();
    return new ProfileRow(
        "",
        0,
        "",
        1,
        true,
        ProfileStatus.ENROLLING,
        ProfileKind.TEXT_DEPENDENT,
        "",
        count,
        total,
        0,
        null,
        null,
        null,
        null,
        List.of(),
        now,
        now);
  }
}
