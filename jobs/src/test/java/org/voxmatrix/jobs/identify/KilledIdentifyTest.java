package org.voxmatrix.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;

/**
 * Identifications and verifications that are killed again and again, each time a little later,
 * leave the tables of undisturbed ones.
 */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledIdentifyTest {

  private static final String RMS = "49a36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String SLT = "111f427c-3791-468f-b709-fcef7660fff9";

  @TempDir static Path folder;
  private String enrollments;
  private String recordings;
  private String claims;

  @BeforeAll
  void manifests() {
    Enrollments phrases = new Enrollments();
    for (String phrase : List.of("passport-1", "passport-2", "passport-3")) {
      phrases.phrase("rms " + phrase, RMS, "english-rms/" + phrase);
      phrases.phrase("slt " + phrase, SLT, "english-slt/" + phrase);
    }
    enrollments = phrases.write(folder);
    recordings =
        Manifests.of(
            folder,
            "rms",
            Manifests.sample("voices/english-rms/english-rms-1.wav"),
            "silent",
            Manifests.sample("broken/zeros.wav"),
            "slt",
            Manifests.sample("voices/english-slt/english-slt-1.flac"),
            "rms",
            Manifests.sample("voices/english-rms/english-rms-4.ogg"),
            "stranger",
            Manifests.sample("voices/czech-dita/czech-dita-1.wav"));
    claims =
        new Enrollments()
            .phrase("own", RMS, "english-rms/passport-14db")
            .phrase("other voice", RMS, "english-slt/passport-1")
            .phrase("other words", RMS, "english-rms/toothpaste")
            .phrase("noisy", RMS, "english-rms/passport-6db")
            .phrase("no guid", "no guid", "english-rms/passport-1")
            .write(folder);
  }

  @Test
  void anIdentificationKilledAtEachNamedPoint() throws Exception {
    killedAtEach(
        identify("calm-identify"),
        identify("killed-identify"),
        "extract.after-tasks:0",
        "compare.before-tasks:0",
        "identify.before-data:0",
        "identify.before-tasks:0",
        "identify.after-tasks:0",
        "identify.before-data:1",
        "identify.before-tasks:2",
        "identify.after-tasks:2",
        "identify.before-finish:0",
        "identify.before-release:0");
    assertThat(TableHashes.of(folder.resolve("calm-identify")))
        .hasEntrySatisfying("operations", hash -> assertThat(hash).startsWith("11 rows"))
        .hasEntrySatisfying("identifications", hash -> assertThat(hash).startsWith("3 rows"));
  }

  @Test
  void aVerificationKilledAtEachNamedPoint() throws Exception {
    killedAtEach(
        verify("calm-verify"),
        verify("killed-verify"),
        "verify.before-data:0",
        "verify.before-tasks:0",
        "verify.after-tasks:0",
        "verify.before-data:1",
        "verify.before-tasks:2",
        "verify.after-tasks:2",
        "verify.before-finish:0",
        "verify.before-release:0");
    assertThat(TableHashes.of(folder.resolve("calm-verify")))
        .hasEntrySatisfying("operations", hash -> assertThat(hash).startsWith("11 rows"));
  }

  private void killedAtEach(List<String> calm, List<String> killed, String... points)
      throws Exception {
    assertThat(run(enroll(warehouse(calm)))).isZero();
    assertThat(run(calm)).isZero();
    assertThat(run(enroll(warehouse(killed)))).isZero();
    // The plan's rows are there, the run's is not: nothing but the lease knows of the run.
    String first = killed.get(0) + ".before-plan:0";
    assertThat(crash(killed, first)).as(first).isEqualTo(Driver.KILLED);
    for (String point : points) {
      assertThat(crash(killed, point)).as(point).isEqualTo(Driver.KILLED);
    }
    assertThat(run(killed)).isZero();
    assertThat(TableHashes.of(Path.of(warehouse(killed))))
        .isEqualTo(TableHashes.of(Path.of(warehouse(calm))));
  }

  private static String warehouse(List<String> job) {
    String option = job.get(job.size() - 1);
    return option.substring(option.indexOf('=') + 1);
  }

  private List<String> enroll(String warehouse) {
    return List.of(
        "enroll",
        "--manifest=" + enrollments,
        "--create",
        "--run-id=33333333-3333-3333-3333-333333333333",
        "--warehouse=" + warehouse);
  }

  private List<String> identify(String warehouse) {
    return List.of(
        "identify",
        "--manifest=" + recordings,
        "--run-id=44444444-4444-4444-4444-444444444444",
        "--wave-items=2",
        "--warehouse=" + folder.resolve(warehouse));
  }

  private List<String> verify(String warehouse) {
    return List.of(
        "verify",
        "--manifest=" + claims,
        "--run-id=55555555-5555-5555-5555-555555555555",
        "--wave-items=2",
        "--warehouse=" + folder.resolve(warehouse));
  }

  private static int run(List<String> job) throws Exception {
    return Driver.run(folder.resolve("driver.log").toFile(), job);
  }

  private static int crash(List<String> job, String point) throws Exception {
    return Driver.crash(folder.resolve("driver.log").toFile(), job, point);
  }
}
