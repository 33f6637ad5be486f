package org.voxmatrix.jobs.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.tables.Warehouse;

/** Profiles that are lost are made of their enrollments' voiceprints, when no recording is left. */
@Tag("slow")
@Tag("faults")
class RestoredProfilesTest {

  private static final String ENROLLED = "49a36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String RESET = "111f427c-3791-468f-b709-fcef7660fff9";
  private static final String ENROLLING = "233f427c-3791-468f-b709-fcef7660fff9";

  @TempDir Path folder;
  private String manifest;
  private Map<String, String> before;

  @BeforeEach
  void fill() throws Exception {
    Enrollments rows = new Enrollments();
    add(rows, ENROLLED, "passport-1");
    add(rows, RESET, "passport-1");
    add(rows, ENROLLED, "passport-2");
    add(rows, ENROLLING, "passport-2");
    add(rows, RESET, "sentence");
    add(rows, ENROLLED, "passport-3");
    manifest = rows.write(folder);
    done(enroll());
    done("enroll", "--reset=" + RESET);
    before = TableHashes.of(warehouse());
    assertThat(before.get("profiles")).as("versions").startsWith("6 rows");
    try (Stream<Path> recordings = Files.list(folder.resolve("audio"))) {
      for (Path recording : recordings.toList()) {
        Files.delete(recording);
      }
    }
  }

  private void add(Enrollments rows, String profile, String phrase) throws IOException {
    Path audio = Files.createDirectories(folder.resolve("audio"));
    Path sample = Manifests.SAMPLES.resolve("phrases/english-rms/" + phrase + ".wav");
    Path recording = Files.copy(sample, audio.resolve(profile + "-" + phrase + ".wav"));
    rows.row(profile, recording.toString(), null, null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "1"})
  void nothingIsDecoded(String wave) throws Exception {
    lose("profiles", wave);
    done("repair", "--apply");
    assertThat(TableHashes.of(warehouse()).get("profiles")).isEqualTo(before.get("profiles"));
    done(enroll());
    assertThat(TableHashes.of(warehouse())).isEqualTo(before);
    done("repair");
  }

  /** A profile is not made of a part of its enrollments as if these were all. */
  @Test
  void whereEnrollmentsAreLostAsWellTheRecordingsAreNeeded() throws Exception {
    lose("profiles", "2");
    lose("enrollments", "0");
    done("repair", "--apply");
    try (Warehouse warehouse = Warehouse.embedded(warehouse())) {
      ProfileRow left = new ProfileTable(warehouse).shown(ENROLLED, null).orElseThrow();
      assertThat(left.status()).isEqualTo(ProfileStatus.ENROLLING);
      assertThat(left.enrollmentsCount()).as("of wave 1 alone").isEqualTo(1);
    }
  }

  private void lose(String table, String wave) throws IOException {
    Path root = warehouse().resolve("main").resolve(table);
    PathMatcher lost =
        root.getFileSystem()
            .getPathMatcher("glob:" + root + "/data/run_id=333*/wave=" + wave + "/*");
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> found = files.filter(Files::isRegularFile).filter(lost::matches).toList();
      assertThat(found).isNotEmpty();
      for (Path file : found) {
        Files.delete(file);
      }
    }
  }

  private String[] enroll() {
    return new String[] {
      "enroll",
      "--copies=allow",
      "--manifest=" + manifest,
      "--create",
      "--locale=en-gb",
      "--run-id=33333333-3333-3333-3333-333333333333",
      "--wave-items=2"
    };
  }

  private void done(String... job) throws IOException {
    List<String> command = new ArrayList<>(List.of(job));
    command.add("--warehouse=" + warehouse());
    File log = folder.resolve("driver.log").toFile();
    assertThat(Driver.run(log, command)).as(Files.readString(log.toPath())).isZero();
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }
}
