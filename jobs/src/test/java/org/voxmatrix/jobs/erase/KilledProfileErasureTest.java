package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.Warehouse;

/** A profile is erased after its enrollment was killed, by an erasure that is killed, too. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledProfileErasureTest {

  private static final String ENROLLMENT = "44444444-4444-4444-4444-444444444444";
  private static final String ERASED = "7a0e5b1c-0000-4000-8000-00000000000a";
  private static final String STAYS = "7b0e5b1c-0000-4000-8000-00000000000b";

  /** The profile as far as bounds of columns have it, its recordings, and where they are. */
  private static final String[] TRACES = {
    ERASED.substring(0, 16), "zora-7f3c", "english-rms/passport"
  };

  @TempDir static Path folder;
  private String manifest;

  /** Each of three waves has a recording of both. */
  @BeforeAll
  void manifest() {
    List<Row> rows = new ArrayList<>();
    for (String phrase : List.of("passport-1", "passport-2", "passport-3")) {
      rows.add(row("zora-7f3c-" + phrase, "english-rms/" + phrase, ERASED));
      rows.add(row("slt-" + phrase, "english-slt/" + phrase, STAYS));
    }
    manifest = Manifests.write(folder, rows, Enrollments.SCHEMA);
  }

  @ParameterizedTest
  @CsvSource({
    "enroll.after-enrollments:0, erase.suppressed:0",
    "enroll.after-stage:2, erase.before-enrollments:0",
    "enroll.after-profiles:2, erase.removed:0",
    "enroll.before-release:0, erase.forgetting-profiles:0"
  })
  void nothingIsLeftAndTheEnrollmentGoesOnWithoutIt(String enrollKill, String eraseKill)
      throws Exception {
    Path warehouse = folder.resolve(enrollKill.replace(':', '-'));
    assertThat(crash(enroll(warehouse), enrollKill)).isEqualTo(Driver.KILLED);
    assertThat(DiskScan.of(warehouse, TRACES).folders())
        .contains("main/enrollments/data", "main/plan_items/data");
    assertThat(crash(erase(warehouse), eraseKill)).isEqualTo(Driver.KILLED);
    assertThat(run(erase(warehouse))).isZero();
    assertThat(DiskScan.of(warehouse, TRACES).found()).isEmpty();

    assertThat(run(enroll(warehouse))).isZero();

    assertThat(DiskScan.of(warehouse, TRACES).found()).isEmpty();
    try (Warehouse tables = Warehouse.embedded(warehouse)) {
      ProfileTable profiles = new ProfileTable(tables);
      assertThat(profiles.shown(ERASED, null)).isEmpty();
      assertThat(profiles.shown(STAYS, null).orElseThrow().status())
          .isEqualTo(ProfileStatus.ENROLLED);
      assertThat(profiles.shown(STAYS, null).orElseThrow().enrollmentsCount()).isEqualTo(3);
      assertThat(new Ledger(tables).tasks(ENROLLMENT))
          .extracting(TaskRow::fault)
          .containsExactly(
              "recording.erased", null, "recording.erased", null, "recording.erased", null);
    }
  }

  private static Row row(String id, String phrase, String profile) {
    String uri = Manifests.sample("phrases/" + phrase + ".wav");
    return RowFactory.create(id, uri, null, profile, null, null);
  }

  private List<String> enroll(Path warehouse) {
    return List.of(
        "enroll",
        "--manifest=" + manifest,
        "--create",
        "--warehouse=" + warehouse,
        "--run-id=" + ENROLLMENT,
        "--wave-items=2");
  }

  private static List<String> erase(Path warehouse) {
    return List.of("erase", "--profile=" + ERASED, "--warehouse=" + warehouse);
  }

  private static int run(List<String> job) throws Exception {
    return Driver.run(folder.resolve("driver.log").toFile(), job);
  }

  private static int crash(List<String> job, String point) throws Exception {
    return Driver.crash(folder.resolve("driver.log").toFile(), job, point);
  }
}
