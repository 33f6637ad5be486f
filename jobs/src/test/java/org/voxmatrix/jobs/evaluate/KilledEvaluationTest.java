package org.voxmatrix.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.TableHashes;

/** Evaluations and calibrations that are killed again and again end as calm ones. */
@Tag("slow")
@Tag("faults")
class KilledEvaluationTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "evaluate, --worst=0, evaluation_points, before-plan before-data before-tasks before-finish",
    "calibrate, --prior=0.5, calibrations, before-data before-tasks after-tasks before-release",
    "calibrate, --quality=snr, calibrations, before-plan before-data before-tasks after-tasks"
  })
  void killedAtEachNamedPoint(String job, String option, String table, String points)
      throws Exception {
    String set =
        People.writeWithQuality(
            folder,
            "set",
            new People(2).of(25, 4),
            one -> 3.0,
            one -> (double) Math.floorMod(one.id().hashCode(), 30));
    Path calm = folder.resolve("calm");
    Path killed = folder.resolve("killed");
    assertThat(run(job(job, option, set, calm))).isZero();

    for (String point : points.split(" ")) {
      assertThat(
              Driver.crash(log().toFile(), job(job, option, set, killed), job + "." + point + ":0"))
          .as(point)
          .isEqualTo(Driver.KILLED);
    }
    assertThat(run(job(job, option, set, killed))).isZero();

    assertThat(TableHashes.of(killed)).isEqualTo(TableHashes.of(calm));
    assertThat(TableHashes.of(killed).get(table)).doesNotStartWith("0 rows");
  }

  private static List<String> job(String job, String option, String set, Path warehouse) {
    return new ArrayList<>(
        List.of(
            job,
            option,
            "--a=" + set,
            "--labels=speaker",
            "--raw-model=random",
            "--run-id=77777777-7777-7777-7777-777777777777",
            "--warehouse=" + warehouse));
  }

  private int run(List<String> job) throws Exception {
    return Driver.run(log().toFile(), job);
  }

  private Path log() {
    return folder.resolve("driver.log");
  }
}
