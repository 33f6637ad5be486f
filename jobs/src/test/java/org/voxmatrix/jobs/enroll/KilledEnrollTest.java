package org.voxmatrix.jobs.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.fixtures.WavFiles;

/** Enrollments that are killed and started again leave the tables of an undisturbed run. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledEnrollTest {

  /** As many as a run of the suite may take time for. */
  private static final int RANDOM_KILLS = Integer.getInteger("voxmatrix.kills", 20);

  private static final String SPOKEN = "49a36324-fc4b-4387-aa06-090cfbf0064f";
  private static final String FREE = "111f427c-3791-468f-b709-fcef7660fff9";

  @TempDir static Path folder;
  private String manifest;
  private Map<String, String> calm;
  private long millis;

  @BeforeAll
  void undisturbed() throws Exception {
    byte[] speech = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-slt", 1, 2), 12));
    manifest =
        new Enrollments()
            .phrase(SPOKEN, "english-rms/passport-1")
            .speech(FREE, speech)
            .phrase(SPOKEN, "english-rms/passport-2")
            .phrase(SPOKEN, "english-rms/sentence")
            .speech(FREE, speech)
            .phrase(SPOKEN, "english-rms/passport-3")
            .phrase(SPOKEN, "english-rms/passport-14db")
            .speech(FREE, speech)
            .phrase("no guid", "english-rms/passport-14db")
            .write(folder);
    long start = System.nanoTime();
    assertThat(Driver.start(log(), enroll("calm")).waitFor()).isZero();
    millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    calm = TableHashes.of(folder.resolve("calm"));
    assertThat(calm.get("enrollments")).startsWith("9 rows");
    assertThat(calm.get("operations")).startsWith("9 rows");
    assertThat(calm.get("tasks")).startsWith("9 rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enroll.before-plan:0",
        "enroll.before-data:0",
        "enroll.after-enrollments:1",
        "enroll.after-stage:1",
        "enroll.after-profiles:0",
        "enroll.after-profiles:1",
        "enroll.before-tasks:1",
        "enroll.after-tasks:2",
        "enroll.before-finish:0",
        "enroll.before-release:0"
      })
  void killedAtANamedPoint(String point) throws Exception {
    String warehouse = point.replace(':', '-');
    assertThat(Driver.crash(log(), enroll(warehouse), point)).isEqualTo(Driver.KILLED);
    assertThat(Driver.run(log(), enroll(warehouse))).isZero();
    assertThat(TableHashes.of(folder.resolve(warehouse))).isEqualTo(calm);
  }

  @Test
  void killedAtRandomMoments() throws Exception {
    Random random = new Random(20);
    int kills = 0;
    for (int round = 0; kills < RANDOM_KILLS; round++) {
      String warehouse = "random-" + round;
      boolean finished = false;
      while (!finished && kills < RANDOM_KILLS) {
        long begun = System.nanoTime();
        Process driver = Driver.start(log(), enroll(warehouse));
        long moment = millis / 4 + Math.round(random.nextDouble() * millis * 3 / 4);
        if (driver.waitFor(moment, TimeUnit.MILLISECONDS)) {
          finished = true;
          millis = Math.min(millis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } else {
          driver.destroyForcibly().waitFor();
          kills++;
        }
      }
      assertThat(Driver.run(log(), enroll(warehouse))).isZero();
      assertThat(TableHashes.of(folder.resolve(warehouse)))
          .as("round %d after %d kills", round, kills)
          .isEqualTo(calm);
    }
    assertThat(kills).isEqualTo(RANDOM_KILLS);
  }

  private List<String> enroll(String warehouse) {
    return List.of(
        "enroll",
        "--manifest=" + manifest,
        "--create",
        "--copies=allow",
        "--warehouse=" + folder.resolve(warehouse),
        "--run-id=33333333-3333-3333-3333-333333333333",
        "--wave-items=4");
  }

  private static File log() {
    return folder.resolve("driver.log").toFile();
  }
}
