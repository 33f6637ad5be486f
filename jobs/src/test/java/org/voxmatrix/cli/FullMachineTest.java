package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;

/** Disks and memory that are full: one line that says which. */
@Tag("slow")
@Tag("faults")
class FullMachineTest {

  @TempDir Path temp;

  /** The disk is full when the plan, the first wave or a later one is written. */
  @ParameterizedTest
  @ValueSource(strings = {"150k", "450k", "600k"})
  void aFullDiskIsNamed(String size) throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    String said =
        end(
            mounted(disk, size),
            List.of(
                "extract",
                "--manifest=" + manifest(),
                "--wave-items=2",
                "--warehouse=" + disk.resolve("w")));
    assertThat(said).contains("is on a full disk: free space").contains("storage.capacity");
    if (!said.contains("catalog of the warehouse")) {
      assertThat(said).contains(disk.resolve("w").toString());
    }
  }

  @Test
  void aFullTemporaryFolderIsNamed() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    String said =
        end(
            mounted(disk, "1m,exec"),
            List.of("extract", "--manifest=" + manifest(), "--warehouse=" + temp.resolve("w")),
            "-Djava.io.tmpdir=" + disk);
    assertThat(said)
        .contains("Temporary folder " + disk)
        .contains("is on a full disk")
        .contains("java.io.tmpdir");
  }

  @Test
  void fullMemoryIsNamed() throws Exception {
    String set = RawSets.write(temp, "set", RawSets.random(120_000, 192, 3));
    String said =
        end(
            List.of(),
            List.of(
                "compare",
                "--a=" + set,
                "--b=" + set,
                "--raw-model=m",
                "--top-k=500",
                "--warehouse=" + temp.resolve("w")),
            "-Xmx470m",
            "-Dspark.memory.fraction=0.9");
    assertThat(said).contains("Memory is full with").contains("VOXMATRIX_JAVA_OPTS=-Xmx2g");
  }

  /** A few kilobytes on the disk. */
  @ParameterizedTest
  @ValueSource(ints = {1, 40_000})
  void aCellOfAHundredMegabytesIsRefused(int rows) throws Exception {
    String path = temp.resolve("cell").toString();
    SparkFixture.spark()
        .range(0, rows, 1, 1)
        .selectExpr(
            "concat('call ', id) AS recording_id",
            "CASE WHEN id = 0 THEN repeat('x', 100000000) ELSE 'file:/x' END AS uri")
        .write()
        .parquet(path);
    String said =
        end(
            List.of(),
            List.of("extract", "--manifest=" + path, "--warehouse=" + temp.resolve("w")));
    assertThat(said).contains("Column uri of").contains("cells of megabytes");
  }

  @Test
  void aVoiceprintOfAHundredMegabytesIsRefused() throws Exception {
    String path = temp.resolve("cell").toString();
    SparkFixture.spark()
        .sql("SELECT 'a' AS id, repeat('x', 100000000) AS voiceprint")
        .write()
        .parquet(path);
    String said =
        end(
            List.of(),
            List.of(
                "compare",
                "--a=" + path,
                "--b=" + path,
                "--raw-model=m",
                "--warehouse=" + temp.resolve("w")));
    assertThat(said).contains("Column voiceprint of").contains("cells of megabytes");
  }

  /** 400 MB that are read at once if they are not read row by row, in a heap of 1 GB. */
  @Test
  void largeRecordingsInAManifestFailAlone() throws Exception {
    String path = temp.resolve("cells").toString();
    String voice = Manifests.sample("voices/english-rms/english-rms-1.wav");
    SparkFixture.spark()
        .sql(
            "SELECT concat('large ', id) AS recording_id, CAST(NULL AS string) AS uri,"
                + " cast(repeat('x', 20000000) AS binary) AS content FROM range(0, 20, 1, 1)"
                + " UNION ALL SELECT 'good', '%s', NULL".formatted(voice))
        .coalesce(1)
        .write()
        .option("parquet.block.size", 1L << 30)
        .parquet(path);
    File log = temp.resolve("log").toFile();
    int code =
        Driver.run(
            log,
            List.of(
                "extract",
                "--manifest=" + path,
                "--max-bytes=1000000",
                "--warehouse=" + temp.resolve("w")));
    String said = Files.readString(log.toPath());
    assertThat(code).as(said).isZero();
    assertThat(said).contains("1 done, 20 rejected, 0 failed").contains("audio.too-large");
  }

  /** Hundreds of megabytes that are a few on the disk: what is read at a time has no bound then. */
  @Test
  void packedRecordingsOfHundredsOfMegabytesAreRefused() throws Exception {
    String path = temp.resolve("cells").toString();
    SparkFixture.spark()
        .sql(
            "SELECT concat('large ', id) AS recording_id,"
                + " cast(repeat('x', 30000000) AS binary) AS content FROM range(0, 20, 1, 1)")
        .write()
        .option("parquet.block.size", 1L << 30)
        .parquet(path);
    String said =
        end(
            List.of(),
            List.of("extract", "--manifest=" + path, "--warehouse=" + temp.resolve("w")));
    assertThat(said).contains("Column content of").contains("cells of megabytes");
  }

  private String manifest() throws Exception {
    return Manifests.of(
        temp,
        "a",
        Manifests.sample("formats/" + format()),
        "b",
        Manifests.sample("formats/" + format()),
        "c",
        Manifests.sample("formats/" + format()),
        "d",
        Manifests.sample("formats/" + format()),
        "e",
        Manifests.sample("formats/" + format()),
        "f",
        Manifests.sample("formats/" + format()),
        "g",
        Manifests.sample("formats/" + format()),
        "h",
        Manifests.sample("formats/" + format()));
  }

  private static String format() {
    return new File(Manifests.SAMPLES.resolve("formats").toString()).list()[0];
  }

  private static List<String> mounted(Path disk, String size) throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0,
        "needs the right to mount");
    return List.of(
        "unshare",
        "-m",
        "sh",
        "-c",
        "mount -t tmpfs -o size=" + size + " tmpfs \"$0\" && exec \"$@\"",
        disk.toString());
  }

  /** Runs a job that the user has to help with; it says so in a line. */
  private String end(List<String> outer, List<String> job, String... jvmOptions) throws Exception {
    File log = temp.resolve("log").toFile();
    String[] options = Arrays.copyOf(jvmOptions, jvmOptions.length + 1);
    options[jvmOptions.length] = Driver.LOGGED;
    Process driver = Driver.startWithin(log, outer, job, options);
    assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(log.toPath());
    assertThat(driver.exitValue()).as(said).isEqualTo(2);
    assertThat(said).doesNotContain("\tat ");
    assertThat(said.lines().filter(line -> line.startsWith("voxmatrix: "))).as(said).hasSize(1);
    return said;
  }
}
