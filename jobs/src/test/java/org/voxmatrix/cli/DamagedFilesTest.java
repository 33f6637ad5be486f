package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;

/** Files of tables that are lost in every way: seen, told in a line, repaired, and done again. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedFilesTest {

  private static final String EXTRACTED = "33333333-3333-3333-3333-333333333333";
  private static final String COMPARED = "44444444-4444-4444-4444-444444444444";

  @TempDir static Path temp;
  private Path folder;
  private Map<String, String> before;

  @BeforeAll
  void fill() throws Exception {
    folder = temp.resolve("warehouse");
    CommandRun manifest = new CommandRun();
    assertThat(
            manifest.of(
                "manifest",
                Manifests.SAMPLES.resolve("manifest.csv").toString(),
                "--out",
                temp.resolve("manifest.parquet").toString()))
        .as(manifest.err())
        .isZero();
    done(extract());
    done(compare());
    before = TableHashes.of(folder);
    assertThat(before.get("voiceprints")).startsWith("6 rows");
    assertThat(before.get("score_blocks")).startsWith("6 rows");
    assertThat(before.get("hits")).startsWith("12 rows");
    Answer doctor = run("doctor", "--deep", "--contents");
    assertThat(doctor.text()).containsPattern("OK +tables +\\d+ files are there and can be read");
  }

  /** What may happen to a file. */
  enum Damage {
    MISSING {
      @Override
      void to(Path file) throws Exception {
        Files.delete(file);
      }
    },
    CUT {
      @Override
      void to(Path file) throws Exception {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
          open.setLength(open.length() / 2);
        }
      }
    },
    GARBAGE {
      @Override
      void to(Path file) throws Exception {
        byte[] noise = new byte[(int) Files.size(file)];
        new Random(5).nextBytes(noise);
        Files.write(file, noise);
      }
    };

    abstract void to(Path file) throws Exception;
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING, voiceprints, data/run_id=333*/wave=1/*.parquet, 3",
    "CUT, voiceprints, data/run_id=333*/wave=2/*.parquet, 3",
    "GARBAGE, voiceprints, data/run_id=333*/wave=0/*.parquet, 3",
    "MISSING, voiceprints, metadata/*-m0.avro, 3",
    "GARBAGE, voiceprints, metadata/snap-*.avro, 3",
    "MISSING, voiceprints, metadata/*.metadata.json, 3",
    "GARBAGE, voiceprints, metadata/*.metadata.json, 3",
    "MISSING, tasks, data/run_id=333*/wave=1/*.parquet, 3",
    "GARBAGE, tasks, metadata/*-m0.avro, 3",
    "MISSING, score_blocks, data/run_id=444*/wave=1/*.parquet, 4",
    "MISSING, hits, data/run_id=444*/wave=*/*.parquet, 4",
    "CUT, set_members, data/run_id=444*/wave=0/*.parquet, 4"
  })
  void whatIsLostIsDoneAgain(Damage damage, String table, String glob, int run) throws Exception {
    damage.to(newest(table, glob));
    Answer deep = run("doctor", "--deep", "--contents");
    assertThat(deep.code()).as(deep.toString()).isEqualTo(2);
    assertThat(deep.text().lines().filter(line -> line.startsWith("FAIL  " + table)))
        .as(deep.toString())
        .isNotEmpty();
    Answer export = run("export", table, "--out", Files.createTempDirectory(temp, "out") + "/new");
    assertThat(export.code()).as(export.toString()).isEqualTo(2);
    assertThat(export.text())
        .as(export.toString())
        .contains("damaged")
        .contains("voxmatrix repair");
    assertThat(export.text().lines().filter(line -> line.startsWith("voxmatrix:"))).hasSize(1);

    Answer found = run("repair", "--contents");
    assertThat(found.code()).as(found.toString()).isEqualTo(2);
    assertThat(found.text()).contains(table);
    Answer repaired = run("repair", "--contents", "--apply");
    assertThat(repaired.code()).as(repaired.toString()).isZero();
    assertThat(repaired.text()).contains(run == 3 ? EXTRACTED : COMPARED);
    assertThat(run("repair", "--contents").code()).isZero();
    assertThat(run("status").text())
        .containsPattern((run == 3 ? EXTRACTED : COMPARED) + ".*interr");

    done(extract());
    done(compare());
    assertThat(TableHashes.of(folder)).isEqualTo(before);
    assertThat(run("doctor", "--deep", "--contents").text())
        .containsPattern("OK +tables +\\d+ files are there and can be read");
  }

  /** With the log as users see it. */
  @ParameterizedTest
  @CsvSource({
    "MISSING, voiceprints, export voiceprints --out=OUT",
    "GARBAGE, voiceprints, export voiceprints --out=OUT",
    "CUT, voiceprints, compare --a=run:RUN --b=run:RUN",
    "GARBAGE, runs, status",
    "MISSING, tasks, status --run=RUN",
    "CUT, tasks, extract --manifest=MANIFEST --limit=7"
  })
  void aJobThatMeetsADamagedFileEndsWithOneLine(Damage damage, String table, String job)
      throws Exception {
    Path file = newest(table, "data/run_id=333*/**.parquet");
    byte[] whole = Files.readAllBytes(file);
    damage.to(file);
    String words =
        job.replace("RUN", EXTRACTED)
            .replace("OUT", temp.resolve("out-" + System.nanoTime()).toString())
            .replace("MANIFEST", temp.resolve("manifest.parquet").toString());
    List<String> command = Stream.of((words + " --warehouse=" + folder).split(" ")).toList();
    File log = temp.resolve("log-" + System.nanoTime()).toFile();
    assertThat(Driver.start(log, command, Driver.LOGGED).waitFor())
        .as(Files.readString(log.toPath()))
        .isEqualTo(2);
    assertThat(Files.readString(log.toPath()))
        .doesNotContain("\tat ", "Exception")
        .containsOnlyOnce("is damaged: a file is missing or cannot be read")
        .containsPattern("voxmatrix: (Table " + table + "|A table of the warehouse) is damaged")
        .contains("voxmatrix doctor --deep");
    Files.write(file, whole);
  }

  /** What is lost is taken back before the tables forget it. */
  @ParameterizedTest
  @CsvSource({
    "voiceprints, repair.before-tasks:0",
    "voiceprints, repair.before-data:0",
    "tasks, repair.before-tasks:0",
    "tasks, repair.before-data:0"
  })
  void aRepairMayBeKilledAnywhere(String table, String point) throws Exception {
    Damage.MISSING.to(newest(table, "data/run_id=333*/wave=1/*.parquet"));
    List<String> repair = List.of("repair", "--apply", "--warehouse=" + folder);
    assertThat(Driver.crash(temp.resolve("driver.log").toFile(), repair, point))
        .isEqualTo(Driver.KILLED);
    done("repair", "--apply");
    assertThat(run("status").text()).containsPattern(EXTRACTED + ".*interrupted");
    done(extract());
    done(compare());
    assertThat(TableHashes.of(folder)).isEqualTo(before);
  }

  /** What a killed attempt left beside rows that came after it is no loss. */
  @Test
  void whatKilledProcessesLeftIsNotDoneAgain() throws Exception {
    Path wave = newest("voiceprints", "data/run_id=333*/wave=1/*.parquet");
    Path left = Files.copy(wave, wave.resolveSibling("left-" + wave.getFileName()));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(3600)));
    for (String part : List.of("catalog.db", "catalog.db-wal", "catalog.db-shm")) {
      Files.deleteIfExists(folder.resolve(part));
    }
    Answer repaired = run("repair", "--apply");
    Files.delete(left);
    assertThat(repaired.code()).as(repaired.toString()).isZero();
    assertThat(repaired.text()).doesNotContain("taken back", "gone");
    assertThat(TableHashes.of(folder)).isEqualTo(before);
  }

  /** A list of some kilobytes is not worth a table. */
  @Test
  void aTableOfWhichNothingIsKnownIsKept() throws Exception {
    done("expire", "--retention-snapshots=0m");
    Path list = newest("voiceprints", "metadata/snap-*.avro");
    Path safe = Files.move(list, temp.resolve("list"));
    Answer found = run("repair");
    assertThat(found.text()).contains("kept").doesNotContain("to redo");
    Answer refused = run("repair", "--apply");
    assertThat(refused.code()).as(refused.toString()).isEqualTo(2);
    assertThat(refused.text()).contains("kept", "--give-up").doesNotContain("taken");
    Files.move(safe, list);
    assertThat(run("repair").code()).isZero();
    assertThat(TableHashes.of(folder)).isEqualTo(before);
  }

  private Path newest(String table, String glob) throws Exception {
    Path root = folder.resolve("main").resolve(table);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(root.getFileSystem().getPathMatcher("glob:" + root + "/" + glob)::matches)
          .forEach(found::add);
    }
    assertThat(found).isNotEmpty();
    return found.stream()
        .max(
            glob.endsWith("json")
                ? Comparator.naturalOrder()
                : Comparator.comparing(file -> file.toFile().lastModified()))
        .orElseThrow();
  }

  private String[] extract() {
    return new String[] {
      "extract",
      "--manifest=" + temp.resolve("manifest.parquet"),
      "--limit=6",
      "--wave-items=2",
      "--run-id=" + EXTRACTED
    };
  }

  private String[] compare() {
    return new String[] {
      "compare",
      "--a=run:" + EXTRACTED,
      "--b=run:" + EXTRACTED,
      "--matrix",
      "--top-k=2",
      "--wave-bytes=48",
      "--run-id=" + COMPARED
    };
  }

  private void done(String... job) throws IOException {
    Answer answer = run(job);
    assertThat(answer.code()).as(answer.toString()).isZero();
  }

  /** What a job ended with, and what it printed. */
  private record Answer(int code, String text) {}

  private Answer run(String... job) throws IOException {
    Path log = Files.createTempFile(temp, "job-", ".log");
    List<String> command = new ArrayList<>(List.of(job));
    command.add("--warehouse=" + folder);
    return new Answer(Driver.run(log.toFile(), command), Files.readString(log));
  }
}
