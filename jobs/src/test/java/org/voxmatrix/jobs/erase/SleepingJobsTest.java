package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.EveryJob;
import org.voxmatrix.fixtures.TableHashes;

/** As {@link SleepingDriverTest}, of each other job. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SleepingJobsTest {

  @TempDir static Path folder;
  private EveryJob jobs;

  @BeforeAll
  void inputs() throws IOException {
    jobs = new EveryJob(folder);
  }

  /** The erased are not back, and the job is done when it is run again. */
  @ParameterizedTest
  @CsvSource({
    "enroll, profiles.before-swap:0, enrollments",
    "verify, verifications.before-swap:0, verifications",
    "identify, identifications.before-swap:0, identifications",
    "nightly, night_recordings.before-swap:0, alerts",
    "nightly, alerts.before-swap:0, alerts",
  })
  void aPersonIsErasedMeanwhile(String job, String point, String table) throws Exception {
    Path warehouse = folder.resolve("erased-" + job + "-" + point.replace(':', '-'));
    jobs.before(job, warehouse);
    sleeps(jobs.of(job, warehouse), point, EveryJob.erase(job, warehouse));
    assertThat(DiskScan.of(warehouse, EveryJob.PERSON).found()).isEmpty();
    assertThat(jobs.run(jobs.of(job, warehouse))).isZero();
    assertThat(DiskScan.of(warehouse, EveryJob.PERSON).found()).isEmpty();
    assertThat(TableHashes.of(warehouse).get(table)).matches("[34] rows.*");
  }

  /** What is there is what the one that took over made. */
  @ParameterizedTest
  @CsvSource({
    "enroll, profiles.before-swap:0",
    "verify, tasks.before-swap:0",
    "identify, identifications.before-swap:0",
    "nightly, alerts.before-swap:0",
    "expire, tasks.before-swap:0",
  })
  void anotherProcessFinishesItMeanwhile(String job, String point) throws Exception {
    Path warehouse = folder.resolve("finished-" + job + "-" + point.replace(':', '-'));
    jobs.before(job, warehouse);
    List<String> same = jobs.of(job, warehouse);
    sleeps(same, point, same);
    assertThat(jobs.run(same)).isZero();
  }

  private void sleeps(List<String> job, String point, List<String> meanwhile) throws Exception {
    File log = jobs.log(job.get(0));
    Process sleeper = Driver.sleep(log, job, point);
    int code = ExitCode.BAD_INPUT;
    for (int attempt = 0; attempt < 10 && code == ExitCode.BAD_INPUT; attempt++) {
      Thread.sleep(1000); // The sleeper's lease ends.
      code = jobs.run(meanwhile);
    }
    assertThat(code).as("of the one that took over").isZero();
    Path warehouse = Path.of(job.get(job.size() - 1).substring("--warehouse=".length()));
    var before = TableHashes.of(warehouse);
    assertThat(Driver.wake(sleeper)).as(log.toString()).isEqualTo(ExitCode.TAKEN_OVER);
    assertThat(TableHashes.of(warehouse)).isEqualTo(before);
    assertThat(Files.readAllLines(log.toPath()))
        .filteredOn(line -> line.contains("taken over"))
        .singleElement()
        .asString()
        .startsWith("voxmatrix: ");
    assertThat(Files.readString(log.toPath())).doesNotContain("\tat ");
  }
}
