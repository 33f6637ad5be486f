package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.storage.Owner;

class ParquetInputTest {

  @TempDir Path folder;

  @Test
  void filesInNestedFoldersAreRead() throws Exception {
    Path set = Files.createDirectories(folder.resolve("set"));
    write(set.resolve("top"), 2);
    write(set.resolve("more/deep"), 3);
    assertThat(open(set).rows().count()).isEqualTo(5);
    assertThat(open(folder.resolve("s*")).rows().count()).isEqualTo(5);
    assertThat(open(set).identity().lines()).hasSize(2);
  }

  /** What Spark leaves out without a word. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "_h/f.parquet",
        ".h/f.parquet",
        "more/_temporary/0/f.parquet",
        "_h/f",
        "_f.parquet",
        ".f.PQ",
        "f.parquet._COPYING_"
      })
  void filesThatSparkLeavesOutAreRefused(String name) throws Exception {
    Path set = Files.createDirectories(folder.resolve("set"));
    write(set.resolve("f"), 2);
    Path hidden = set.resolve(name);
    Files.createDirectories(hidden.getParent());
    Files.copy(part(set.resolve("f")), hidden);
    for (Path path : List.of(set, folder.resolve("s*"))) {
      assertThatThrownBy(() -> open(path))
          .isInstanceOf(RequestException.class)
          .hasMessageContaining(hidden + " would be left out");
    }
    if (!name.contains("/")) {
      assertThatThrownBy(() -> open(hidden)).hasMessageContaining(hidden + " would be left out");
    }
  }

  @Test
  void filesWithoutRowsMayBeCalledSo() throws Exception {
    Path set = Files.createDirectories(folder.resolve("set"));
    write(set.resolve("f"), 2);
    Path part = part(set.resolve("f"));
    for (String name : List.of("_metadata", "_common_metadata", "f/_metadata")) {
      Files.copy(part, set.resolve(name));
    }
    Files.writeString(Files.createDirectories(set.resolve("_log")).resolve("0"), "{\"add\":1}");
    Files.writeString(set.resolve("._f.parquet"), "Mac OS X");
    // An export that is being written.
    String export = ".e.00000000-0000-0000-0000-000000000001." + Owner.self().fileName();
    Files.copy(part, Files.createDirectories(set.resolve(export)).resolve("f.parquet"));
    assertThat(open(set).rows().count()).isEqualTo(2);
    assertThat(open(set).count()).isEqualTo(2);
  }

  /** The folder's own name says nothing. */
  @Test
  void theGivenFolderMayHaveAnyName() throws Exception {
    Path set = Files.createDirectories(folder.resolve("_set"));
    write(set.resolve("f"), 2);
    for (Path path : List.of(set, folder.resolve("_s*"), set.resolve("f"))) {
      assertThat(open(path).rows().count()).as("%s", path).isEqualTo(2);
      assertThat(open(path).count()).as("%s", path).isEqualTo(2);
    }
  }

  @Test
  void namesLikeGlobsAreNamesWhereTheyAreThere() throws Exception {
    write(folder.resolve("calls [2024] {a,b}"), 2);
    write(folder.resolve("calls 2 a"), 3);
    assertThat(open(folder.resolve("calls [2024] {a,b}")).rows().count()).isEqualTo(2);
    assertThat(open(folder.resolve("calls [2024] {a,b}*")).rows().count()).isEqualTo(3);
  }

  @Test
  void partitionsKeepTheirColumns() throws Exception {
    Path set = folder.resolve("set");
    write(set.resolve("day=1"), 2);
    write(set.resolve("day=2"), 3);
    assertThat(open(set).rows().columns()).contains("day");
    assertThat(open(set).rows().count()).isEqualTo(5);

    write(set.resolve("_other"), 1);
    assertThatThrownBy(() -> open(set)).hasMessageContaining("would be left out");
    Files.move(set.resolve("_other"), set.resolve("other"));
    assertThatThrownBy(() -> open(set))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has partitions, and ")
        .hasMessageContaining("/set/other/");
    Path beside = set.resolve("f.parquet");
    Files.copy(part(set.resolve("day=1")), beside);
    Files.move(set.resolve("other"), folder.resolve("other"));
    assertThatThrownBy(() -> open(set)).hasMessageContaining(beside + " lies outside them");
    Files.move(beside, folder.resolve("set2.parquet"));
    assertThatThrownBy(() -> open(folder.resolve("s*")))
        .hasMessageContaining("set2.parquet lies outside them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1/day=1 s2/day=2", "s1/day=1 s1/hour=2", "s1/day=1 s1/day=2/hour=3"})
  void partitionsOfSeveralKindsAreRefused(String places) throws Exception {
    for (String place : places.split(" ")) {
      write(folder.resolve(place), 2);
    }
    assertThatThrownBy(() -> open(folder.resolve("s*")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has partitions of several kinds, such as that of file:" + folder);
  }

  @Test
  void columnsOfPartitionsMayBeginWithAnUnderscore() throws Exception {
    Path set = folder.resolve("set");
    write(set.resolve("_day=1"), 2);
    write(set.resolve("_day=2"), 3);
    assertThat(open(set).numbered("place").select("place").as(Encoders.LONG()).collectAsList())
        .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    assertThat(open(set).count()).isEqualTo(5);
  }

  private static Path part(Path set) throws IOException {
    try (Stream<Path> files = Files.list(set)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static void write(Path target, int rows) throws Exception {
    Files.createDirectories(target.getParent());
    RawSets.write(target.getParent(), target.getFileName().toString(), RawSets.random(rows, 4, 1));
  }

  private static ParquetInput open(Path path) {
    return ParquetInput.open(SparkFixture.spark(), path.toString(), "a", Set.of("id"));
  }
}
