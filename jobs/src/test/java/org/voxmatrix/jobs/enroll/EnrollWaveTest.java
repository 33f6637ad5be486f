package org.voxmatrix.jobs.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.jobs.profiles.EnrollmentProgress;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.audio.AnalyzedClaim;
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.ProfileClaim;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.tables.Warehouse;

/** What is decided of a recording that its profile has already. */
class EnrollWaveTest {

  private static final String PROFILE = "49a36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String MODEL = "0123456789abcdef";
  private static final PlanItem ITEM =
      new PlanItem(0, 0, "task", "recording", "file:/a.wav", 100, "m.parquet", 0, false, PROFILE);

  @TempDir Path folder;
  private Suppressions suppressed;

  @BeforeEach
  void nothingIsSuppressed() {
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      suppressed = Suppressions.load(warehouse);
    }
  }

  /** A run was cut off after it settled the wave, and an erasure changed the profile since. */
  @Test
  void whatTheSameRunSettledStaysAsItWas() {
    EnrollmentRow settled = enrollment("run", "task");
    EnrollWave wave = decide(settled, Repeat.AGAIN);
    assertThat(wave.enrollments()).containsExactly(settled);
    assertThat(wave.profiles()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatAnotherRunEnrolledMeanwhileIsAConflictUnlessItIsToBeRepeated(Repeat repeat) {
    EnrollWave wave = decide(enrollment("other run", "other task"), repeat);
    EnrollmentRow row = wave.enrollments().get(0);
    if (repeat == Repeat.SKIP) {
      assertThat(row.code()).isEqualTo("Conflict");
      assertThat(wave.profiles()).isEmpty();
    } else {
      assertThat(row.state()).isEqualTo(State.DONE);
      assertThat(wave.profiles().get(0).enrollmentIds()).containsExactly("other task", "task");
    }
  }

  private EnrollWave decide(EnrollmentRow known, Repeat repeat) {
    EnrollmentDecider decider =
        new EnrollmentDecider(
            ListenOptions.defaults().withCopies(Copies.ALLOW).rules(MODEL),
            EnrollmentDecider.Unknown.REFUSED,
            "en-us");
    AudioAnalysis analysis = new AudioAnalysis(2.0, 1.5, 30.0, null, "words", null, "v", null);
    return EnrollWave.of(
        "run",
        decider,
        List.of(
            new AnalyzedClaim(
                ITEM, new ProfileClaim(PROFILE, null, "text-dependent", null), analysis)),
        new EnrollWave.Before(
            Map.of(PROFILE, profile(known.enrollmentId())),
            Map.of(known.enrollmentId(), known),
            Set.of(),
            repeat,
            suppressed,
            id -> known));
  }

  private static EnrollmentRow enrollment(String run, String task) {
    return new EnrollmentRow(
        run,
        0,
        0,
        task,
        PROFILE,
        ITEM.itemId(),
        ITEM.uri(),
        State.DONE,
        null,
        null,
        null,
        2.0,
        1.5,
        30.0,
        "words",
        "v",
        MODEL,
        null,
        "",
        Instant.now(),
        EnrollmentProgress.NONE);
  }

  private static ProfileRow profile(String enrollmentId) {
    Instant now = Instant.now();
    return new ProfileRow(
        "other run",
        0,
        PROFILE,
        1,
        true,
        ProfileStatus.ENROLLING,
        ProfileKind.TEXT_DEPENDENT,
        "en-us",
        1,
        2,
        1.5,
        "words",
        null,
        null,
        MODEL,
        List.of(enrollmentId),
        now,
        now);
  }
}
