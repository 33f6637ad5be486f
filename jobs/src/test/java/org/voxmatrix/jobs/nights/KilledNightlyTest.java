package org.voxmatrix.jobs.nights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** A night that is killed is finished by the next one, and nothing of it is there twice. */
@Tag("slow")
@Tag("faults")
class KilledNightlyTest {

  private static final String PROFILE = "111f427c-3791-468f-b709-fcef7660fff9";
  private static final String MONDAY = "2026-11-16";
  private static final String TUESDAY = "2026-11-17";
  private static final String WEDNESDAY = "2026-11-18";
  private static final String THURSDAY = "2026-11-19";
  private static final String FRIDAY = "2026-11-20";

  @TempDir Path folder;

  @BeforeEach
  void enroll() throws Exception {
    byte[] speech = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-rms", 1, 2, 3), 60));
    String manifest = new Enrollments().speech(PROFILE, speech).write(folder);
    List<String> job =
        List.of(
            "enroll",
            "--manifest=" + manifest,
            "--create",
            "--several-speakers=allow", // Few utterances, again and again.
            "--warehouse=" + folder.resolve("warehouse"));
    assertThat(Driver.run(log(), job)).isZero();
    Files.createDirectory(folder.resolve("calls"));
    add("known.wav", "english-rms");
    add("stranger.wav", "english-slt");
  }

  @Test
  void aNightKilledInItsMiddleIsFinishedByTheNext() throws Exception {
    assertThat(crash(MONDAY, "extract.before-tasks:0")).isEqualTo(Driver.KILLED);
    assertThat(texts(VoxTable.NIGHT_RECORDINGS, "night", "recording_id"))
        .containsExactly(MONDAY + " known.wav", MONDAY + " stranger.wav");
    assertThat(texts(VoxTable.ALERTS, "night")).isEmpty();
    add("later.wav", "english-rms");
    // Monday's is finished first, so these kills meet it again.
    assertThat(crash(TUESDAY, "identify.before-data:0")).isEqualTo(Driver.KILLED);
    assertThat(crash(WEDNESDAY, "identify.after-tasks:0")).isEqualTo(Driver.KILLED);
    assertThat(crash(THURSDAY, "identify.before-finish:0")).isEqualTo(Driver.KILLED);
    assertThat(texts(VoxTable.ALERTS, "night")).isEmpty();

    assertThat(night(FRIDAY)).isZero();
    assertThat(texts(VoxTable.ALERTS, "night", "recording_id", "profile_id"))
        .containsExactly(MONDAY + " known.wav " + PROFILE, FRIDAY + " later.wav " + PROFILE);
    assertThat(texts(VoxTable.NIGHT_RECORDINGS, "night", "recording_id"))
        .containsExactly(MONDAY + " known.wav", MONDAY + " stranger.wav", FRIDAY + " later.wav");
    assertThat(texts(VoxTable.NIGHTS, "night")).containsExactly(MONDAY, FRIDAY);
    assertThat(texts(VoxTable.VOICEPRINTS, "recording_id"))
        .containsExactly("known.wav", "later.wav", "stranger.wav");
    assertThat(texts(VoxTable.IDENTIFICATIONS, "recording_id"))
        .containsExactly("known.wav", "later.wav", "stranger.wav");
    assertThat(nightFiles()).isEmpty();

    assertThat(night(FRIDAY)).isZero();
    assertThat(texts(VoxTable.ALERTS, "night", "recording_id"))
        .containsExactly(MONDAY + " known.wav", FRIDAY + " later.wav");
  }

  @Test
  void alertsOfANightKilledAtItsEndAreRaisedOnce() throws Exception {
    assertThat(crash(MONDAY, "identify.before-release:0")).isEqualTo(Driver.KILLED);
    assertThat(texts(VoxTable.ALERTS, "night")).isEmpty();
    assertThat(night(TUESDAY)).isZero();
    assertThat(texts(VoxTable.ALERTS, "night", "recording_id", "profile_id"))
        .containsExactly(MONDAY + " known.wav " + PROFILE);
    // Tuesday's has no recordings, and so no row.
    assertThat(texts(VoxTable.NIGHTS, "night")).containsExactly(MONDAY);
    assertThat(texts(VoxTable.NIGHT_RECORDINGS, "recording_id"))
        .containsExactly("known.wav", "stranger.wav");
  }

  @AfterEach
  void everyFileIsThere() {
    TableHashes.requireWhole(folder.resolve("warehouse"));
  }

  private int night(String day, String... jvmOptions) throws Exception {
    return Driver.startMain(log(), NightRunner.class, List.of(folder.toString(), day), jvmOptions)
        .waitFor();
  }

  private int crash(String day, String point) throws Exception {
    return night(day, Driver.crashing(point));
  }

  private void add(String name, String voice) throws IOException {
    Files.write(folder.resolve("calls").resolve(name), WavFiles.of(Enrollments.voice(voice, 4)));
  }

  private List<String> texts(VoxTable table, String... columns) {
    try (Warehouse warehouse = Warehouse.embedded(folder.resolve("warehouse"))) {
      return TableRows.texts(warehouse, table, columns);
    }
  }

  /** What nights left on disk. */
  private List<String> nightFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("nights"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private File log() {
    return folder.resolve("driver.log").toFile();
  }
}
