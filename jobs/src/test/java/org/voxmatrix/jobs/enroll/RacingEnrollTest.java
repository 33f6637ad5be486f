package org.voxmatrix.jobs.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.EnrollRacer;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.voiceprint.Voiceprint;
import org.voxmatrix.voiceprint.VoiceprintMean;

/** Two processes that enroll at once end as if one had come after the other. */
@Tag("slow")
@Tag("faults")
class RacingEnrollTest {

  /** As many as a run of the suite may take time for. */
  private static final int ROUNDS = Integer.getInteger("voxmatrix.races", 50);

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String CONFLICT =
      "Sending concurrent requests on same profile is not allowed.";

  @TempDir Path folder;

  @Test
  void twoProcessesAtOnceAreAsGoodAsOneAfterTheOther() throws Exception {
    String old = Enrollments.newProfile();
    String[] fresh = new String[ROUNDS];
    byte[] speech = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-slt", 1, 2), 2));
    for (int round = 0; round < ROUNDS; round++) {
      fresh[round] = Enrollments.newProfile();
      String shared = round % 2 == 0 ? fresh[round] : old;
      for (String name : List.of("a", "b")) {
        String own = Enrollments.newProfile();
        String manifest =
            new Enrollments()
                .speech(own, speech)
                .row("one-" + round, shared, null, speech, null, "text-independent")
                .row("two-" + round, shared, null, speech, null, "text-independent")
                .write(folder);
        Files.move(Path.of(manifest), folder.resolve(name + "-" + round));
      }
    }
    File log = folder.resolve("racers.log").toFile();
    List<Process> racers = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      racers.add(
          Driver.startMain(log, EnrollRacer.class, List.of(folder.toString(), name, "" + ROUNDS)));
    }
    int conflicts = 0;
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      for (int round = 0; round < ROUNDS; round++) {
        await(racers, "ready-a-" + round);
        await(racers, "ready-b-" + round);
        Files.createFile(folder.resolve("go-" + round));
        List<EnrollmentRow> rows = new ArrayList<>();
        for (String name : List.of("a", "b")) {
          await(racers, "done-" + name + "-" + round);
          String run = Files.readString(folder.resolve("done-" + name + "-" + round));
          List<EnrollmentRow> own = new EnrollmentTable(warehouse).of(run, 0);
          assertThat(own.get(0).state()).isEqualTo(State.DONE);
          // Without the shared rows where the other process was done before this one planned.
          assertThat(own.size()).isIn(1, 3);
          if (own.size() == 3) {
            assertThat(own.get(1).state()).isEqualTo(own.get(2).state());
            assertThat(own.get(1).message()).isIn(null, CONFLICT, TooMany.MESSAGE);
            conflicts += CONFLICT.equals(own.get(1).message()) ? 1 : 0;
          }
          rows.addAll(own);
        }
        long shared = rows.stream().filter(row -> row.state() == State.DONE).count() - 2;
        assertThat(shared).isIn(round % 2 == 0 ? List.of(2L) : List.of(0L, 2L));
        check(warehouse, rows);
      }
    }
    for (Process racer : racers) {
      assertThat(racer.waitFor()).isZero();
    }
    assertThat(conflicts).isPositive();
  }

  private static final class TooMany {
    static final String MESSAGE = "Maximum allowed number of enrollments per profile is 50.";
  }

  /** Profiles are what their enrollments make, each of which counts once. */
  private static void check(Warehouse warehouse, List<EnrollmentRow> rows) {
    Map<String, ProfileRow> profiles =
        new ProfileTable(warehouse)
            .latest(rows.stream().map(EnrollmentRow::profileId).distinct().toList(), null);
    rows.stream()
        .filter(row -> row.state() == State.DONE)
        .forEach(
            row ->
                assertThat(profiles.get(row.profileId()).enrollmentIds())
                    .contains(row.enrollmentId()));
    Map<String, EnrollmentRow> accepted = new EnrollmentTable(warehouse).of(profiles.values());
    for (ProfileRow profile : profiles.values()) {
      assertThat(profile.enrollmentIds().stream().map(id -> accepted.get(id).recordingId()))
          .doesNotHaveDuplicates();
      assertThat(profile.enrollmentsCount()).isEqualTo(profile.enrollmentIds().size());
      double speech = 0;
      VoiceprintMean mean = new VoiceprintMean();
      for (String id : profile.enrollmentIds()) {
        speech += accepted.get(id).speechLength();
        mean.add(Voiceprint.decode(accepted.get(id).voiceprint()), accepted.get(id).speechLength());
      }
      assertThat(profile.enrollmentsSpeechLength()).isEqualTo(speech);
      if (profile.voiceprint() != null) {
        assertThat(profile.voiceprint()).isEqualTo(mean.mean().orElseThrow().encode());
      }
    }
  }

  private void await(List<Process> racers, String file) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(folder.resolve(file))) {
      assertThat(Instant.now()).as("no file " + file).isBefore(end);
      assertThat(racers.stream().anyMatch(Process::isAlive) || Files.exists(folder.resolve(file)))
          .as("both processes ended before " + file)
          .isTrue();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
