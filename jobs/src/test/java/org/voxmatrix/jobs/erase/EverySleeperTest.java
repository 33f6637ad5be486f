package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.EveryJob;
import org.voxmatrix.fixtures.TableHashes;

/**
 * Every job asleep at each point that it comes to, while the same job takes over, a person is
 * erased, or tasks expire: each of them at a third of the points.
 */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverySleeperTest {

  private static final List<String> JOBS =
      List.of(
          "extract",
          "compare",
          "enroll",
          "verify",
          "identify",
          "nightly",
          "erase",
          "expire",
          "evaluate",
          "calibrate",
          "link");

  private static final List<String> OTHERS = List.of("erase", "expire");

  /** Points of each job; all of them take an hour or two. */
  private static final int POINTS = Integer.getInteger("voxmatrix.sleepers", Integer.MAX_VALUE);

  /** What differs between a job that was done at once and one that was done again. */
  private static final List<String> OF_RUNS = List.of("suppressions", "runs", "leases");

  @TempDir static Path folder;
  private EveryJob jobs;

  @BeforeAll
  void inputs() throws IOException {
    jobs = new EveryJob(folder);
  }

  @TestFactory
  Stream<DynamicTest> everyPoint() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (String job : POINTS == 0 ? List.<String>of() : JOBS) {
      List<String> others = OTHERS.contains(job) ? List.of(job) : List.of(job, "erase", "expire");
      List<String> points = points(job);
      for (int i = 0; i < Math.min(POINTS, points.size()); i++) {
        String point = points.get(i);
        String meanwhile = others.get(i % others.size());
        tests.add(
            DynamicTest.dynamicTest(
                "%s at %s, %s".formatted(job, point, meanwhile),
                () -> sleeps(job, point, meanwhile)));
      }
    }
    return tests.stream();
  }

  /** In the order in which the job comes to them. */
  private List<String> points(String job) throws Exception {
    Path file = folder.resolve("points-" + job);
    if (!Files.exists(file)) {
      Path warehouse = folder.resolve("calm-" + job);
      jobs.before(job, warehouse);
      File log = jobs.log(job);
      Process driver = Driver.start(log, jobs.of(job, warehouse), "-Dvoxmatrix.points-to=" + file);
      assertThat(driver.waitFor()).as(log.toString()).isZero();
    }
    return Files.readAllLines(file).stream().distinct().toList();
  }

  private void sleeps(String job, String point, String meanwhile) throws Exception {
    Path warehouse =
        folder.resolve(String.join("-", job, meanwhile, point.replaceAll("[:.]", "-")));
    jobs.before(job, warehouse);
    List<String> same = jobs.of(job, warehouse);
    List<String> other =
        meanwhile.equals("erase") && !job.equals("erase")
            ? EveryJob.erase(job, warehouse)
            : jobs.of(meanwhile, warehouse);
    File log = jobs.log(job);
    Process sleeper = Driver.sleep(log, same, point);
    int code = ExitCode.BAD_INPUT;
    for (int attempt = 0; attempt < 10 && code == ExitCode.BAD_INPUT; attempt++) {
      Thread.sleep(1000); // The sleeper's lease ends.
      code = jobs.run(other);
    }
    assertThat(code).as("of the one that took over").isZero();
    Map<String, String> before = tables(warehouse);
    int woken = Driver.wake(sleeper);
    String said = Files.readString(log.toPath());
    assertThat(woken).as(said).isIn(ExitCode.DONE, ExitCode.TAKEN_OVER);
    assertThat(said).doesNotContain("\tat ");
    if (woken == ExitCode.TAKEN_OVER) {
      assertThat(tables(warehouse)).isEqualTo(before);
    }
    if (meanwhile.equals(job)) {
      // Done again it may well be another run.
      assertThat(rows(before)).isEqualTo(rows(tables(folder.resolve("calm-" + job))));
    } else {
      assertThat(jobs.run(same)).as("done again").isZero();
    }
    if (meanwhile.equals("erase")) {
      assertThat(DiskScan.of(warehouse, EveryJob.PERSON).found()).isEmpty();
    }
    TableHashes.requireWhole(warehouse);
  }

  /** Ids of what was made by chance are not the same again. */
  private static Map<String, String> rows(Map<String, String> tables) {
    Map<String, String> rows = new TreeMap<>(tables);
    rows.replaceAll((table, hash) -> hash.substring(0, hash.indexOf(" rows")));
    return rows;
  }

  /** All but what has ids and times of the runs themselves. */
  private static Map<String, String> tables(Path warehouse) throws Exception {
    Map<String, String> hashes = new TreeMap<>(TableHashes.of(warehouse));
    hashes.keySet().removeAll(OF_RUNS);
    return hashes;
  }
}
