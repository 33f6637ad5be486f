package org.voxmatrix.jobs.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.tables.Warehouse;

/** Rows of enrollments, profiles, operations and decisions that are lost, and come again. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedProfilesTest {

  private static final String SPOKEN = "49a36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String FREE = "111f427c-3791-468f-b709-fcef7660fff9";

  @TempDir static Path folder;
  private String manifest;
  private Map<String, String> before;
  private Map<String, String> people;

  @BeforeAll
  void fill() throws Exception {
    byte[] speech = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-slt", 1, 2), 12));
    manifest =
        new Enrollments()
            .phrase(SPOKEN, "english-rms/passport-1")
            .speech(FREE, speech)
            .phrase(SPOKEN, "english-rms/passport-2")
            .phrase(SPOKEN, "english-rms/sentence")
            .speech(FREE, speech)
            .phrase(SPOKEN, "english-rms/passport-3")
            .write(folder);
    everything();
    before = TableHashes.of(warehouse());
    people = people();
    assertThat(people.get(SPOKEN)).startsWith("ENROLLED of 3");
    assertThat(people.get(FREE)).startsWith("ENROLLED of 2");
    assertThat(before.get("verifications")).startsWith("6 rows");
    assertThat(before.get("identifications")).startsWith("6 rows");
  }

  @ParameterizedTest
  @CsvSource({
    "profiles, data/run_id=333*/wave=2/*, true",
    "operations, data/run_id=333*/wave=1/*, true",
    "tasks, data/run_id=333*/wave=0/*, true",
    "verifications, data/run_id=444*/wave=*/*, true",
    "identifications, data/run_id=555*/wave=*/*, true",
    "voiceprints, data/run_id=*/wave=0/*, true",
    "hits, data/run_id=*/wave=*/*, true",
    "enrollments, data/run_id=333*/wave=1/*, false"
  })
  void whatIsLostComesAgain(String table, String glob, boolean toTheByte) throws Exception {
    Files.delete(one(table, glob));
    assertThat(run("repair", "--apply")).isZero();
    if (toTheByte) {
      everything();
    } else { // The profiles have other versions then, so decisions on them are another plan.
      assertThat(people().get(SPOKEN)).startsWith("ENROLLING of 2");
      enroll();
    }
    assertThat(run("repair")).isZero();
    assertThat(people()).isEqualTo(people);
    if (toTheByte) {
      assertThat(TableHashes.of(warehouse())).isEqualTo(before);
    }
  }

  private void enroll() throws Exception {
    assertThat(
            run(
                "enroll",
                "--copies=allow",
                "--manifest=" + manifest,
                "--create",
                "--run-id=33333333-3333-3333-3333-333333333333",
                "--wave-items=2"))
        .isZero();
  }

  private void everything() throws Exception {
    enroll();
    assertThat(
            run(
                "verify",
                "--manifest=" + manifest,
                "--run-id=44444444-4444-4444-4444-444444444444"))
        .isZero();
    assertThat(
            run(
                "identify",
                "--manifest=" + manifest,
                "--run-id=55555555-5555-5555-5555-555555555555"))
        .isZero();
  }

  /** Whoever is enrolled, by how many recordings and seconds of speech. */
  private static Map<String, String> people() {
    Map<String, String> people = new TreeMap<>();
    try (Warehouse warehouse = Warehouse.embedded(warehouse())) {
      for (ProfileRow profile : new ProfileTable(warehouse).all(null)) {
        people.put(
            profile.profileId(),
            "%s of %d, %.3f s, %s"
                .formatted(
                    profile.status(),
                    profile.enrollmentIds().size(),
                    profile.enrollmentsSpeechLength(),
                    profile.enrollmentIds().stream().sorted().toList()));
      }
    }
    return people;
  }

  private static Path one(String table, String glob) throws Exception {
    Path root = warehouse().resolve("main").resolve(table);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(root.getFileSystem().getPathMatcher("glob:" + root + "/" + glob)::matches)
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .orElseThrow();
    }
  }

  private static int run(String... job) throws Exception {
    return Driver.run(
        log(), Stream.concat(Stream.of(job), Stream.of("--warehouse=" + warehouse())).toList());
  }

  private static Path warehouse() {
    return folder.resolve("warehouse");
  }

  private static File log() {
    return folder.resolve("driver.log").toFile();
  }
}
