package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.CapturedLog;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;

/** Files that a user names and that are not what they should be. */
class BadParquetTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', 'is no path: correct --a.'",
    "a:b, 'There is no file a:b: check --a.'",
    "nosuch://host/x, 'nosuch://host/x is on a file system that is not supported here'",
    "/nowhere/x, 'There is no file /nowhere/x: check --a.'",
    "/etc/passwd/x, '/etc/passwd/x'"
  })
  void aPlaceThatIsNone(String path, String message) {
    assertThatThrownBy(() -> open(path))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNoParquetIsNamedAndSparkSaysNothing() throws Exception {
    Path part = part();
    byte[] whole = Files.readAllBytes(part);
    Path other = part.resolveSibling("z.parquet");
    for (byte[] content :
        List.of("id,voiceprint".getBytes(), new byte[0], Arrays.copyOf(whole, whole.length / 2))) {
      Files.write(other, content);
      try (CapturedLog log = CapturedLog.open()) {
        assertThatThrownBy(() -> open(folder.resolve("set").toString()))
            .isInstanceOf(RequestException.class)
            .hasMessageContaining("file:" + other + " cannot be read as Parquet");
        assertThat(log.lines()).noneMatch(line -> line.matches("(?s)(WARN|ERROR).*"));
      }
    }
  }

  @Test
  @Timeout(30)
  void aPipeAmongTheFilesIsNamed() throws Exception {
    Path pipe = part().resolveSibling("z.parquet");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path path : List.of(folder.resolve("set"), pipe)) {
      assertThatThrownBy(() -> open(path.toString()))
          .isInstanceOf(RequestException.class)
          .hasMessage("file:" + pipe + " is a pipe or a device: give --a files.");
    }
  }

  @Test
  void aDamagedFileIsNamedWhenItIsRead() throws Exception {
    Path part = part();
    byte[] content = Files.readAllBytes(part);
    Arrays.fill(content, 20, content.length / 2, (byte) 0x5a);
    Files.write(part, content);
    Files.deleteIfExists(part.resolveSibling("." + part.getFileName() + ".crc"));
    Dataset<Row> rows = open(folder.resolve("set").toString()).rows();
    Throwable failure = catchThrowable(rows::collectAsList);
    assertThat(Faults.find(failure).orElseThrow())
        .hasMessageContaining(part.getFileName() + " cannot be read as Parquet: it is damaged");
  }

  @Test
  void columnsOfAllFilesAreRead() {
    write("1 AS id, 'a' AS note", "2 AS ID, 0.5 AS later, 3 AS note");
    Dataset<Row> rows = open(folder.resolve("files").toString()).rows();
    assertThat(rows.columns()).containsExactly("id", "later");
    assertThat(rows.selectExpr("int(id)", "later").orderBy("id").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[1,null]", "[2,0.5]");
  }

  @Test
  void anotherTypeInOneFileIsNamedWithBoth() {
    write("1 AS id", "'two' AS id");
    assertThatThrownBy(() -> open(folder.resolve("files").toString()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Column id of file:" + folder + "/files/1/")
        .hasMessageContaining(" is string, and int in file:" + folder + "/files/0/");
  }

  @Test
  void wholeNumbersOfSeveralSizesAreOneColumn() {
    write("1 AS id", "9000000000 AS id");
    assertThat(open(folder.resolve("files").toString()).rows().orderBy("id").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(1L, 9_000_000_000L);
  }

  @Test
  void sizesOfWholeNumbersNeedSpark4() {
    write("1 AS id", "9000000000 AS id");
    List<ParquetFile> files =
        ParquetFiles.open(new Configuration(), folder.resolve("files").toString(), "a").files();
    ParquetColumns columns =
        new ParquetColumns(
            new ParquetToSparkSchemaConverter(SparkFixture.spark().sessionState().conf()),
            "a",
            Set.of("id"),
            "3.5.9");
    assertThatThrownBy(() -> files.forEach(columns::add))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(" is bigint, and int in file:" + folder + "/files/0/")
        .hasMessageEndingWith("alike in all files, or use Spark 4, which reads both.");
  }

  private void write(String first, String second) {
    int number = 0;
    for (String columns : List.of(first, second)) {
      SparkFixture.spark()
          .range(1)
          .selectExpr(columns.split(", "))
          .write()
          .parquet(folder.resolve("files/" + number++).toString());
    }
  }

  private Path part() throws IOException {
    RawSets.write(folder, "set", RawSets.random(200, 8, 1));
    try (var files = Files.list(folder.resolve("set"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static ParquetInput open(String path) {
    return ParquetInput.open(SparkFixture.spark(), path, "a", Set.of("id", "voiceprint"));
  }
}
