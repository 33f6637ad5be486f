package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;

class ParquetInputTest {

  @TempDir Path folder;

  @Test
  void filesInNestedFoldersAreRead() throws Exception {
    Path set = Files.createDirectories(folder.resolve("set"));
    write(set.resolve("top"), 2);
    write(set.resolve("more/deep"), 3);
    write(set.resolve("_temporary/1"), 5);
    assertThat(open(set).rows().count()).isEqualTo(5);
    assertThat(open(folder.resolve("s*")).rows().count()).isEqualTo(5);
    assertThat(open(set).identity().lines()).hasSize(2);
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

    write(set.resolve("other"), 1);
    assertThatThrownBy(() -> open(set))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has partitions, and ")
        .hasMessageContaining("/set/other/");
  }

  private static void write(Path target, int rows) throws Exception {
    Files.createDirectories(target.getParent());
    RawSets.write(target.getParent(), target.getFileName().toString(), RawSets.random(rows, 4, 1));
  }

  private static ParquetInput open(Path path) {
    return ParquetInput.open(SparkFixture.spark(), path.toString(), "a", Set.of("id"));
  }
}
