package org.voxmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.tables.VoxTable;

/** The documents name everything that the code can say. */
class DocumentationTest {

  private static final Path DOCS = Path.of("..", "docs");

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultIsExplained(Fault fault) throws IOException {
    assertThat(Files.readString(DOCS.resolve("errors.md"))).contains("| `" + fault.type() + "` |");
  }

  @ParameterizedTest
  @EnumSource(RequestError.class)
  void everyRequestErrorIsExplained(RequestError error) throws IOException {
    assertThat(Files.readString(DOCS.resolve("errors.md"))).contains("| `" + error.type() + "` |");
  }

  @Test
  void noFaultIsExplainedThatDoesNotExist() throws IOException {
    long explained =
        Files.readAllLines(DOCS.resolve("errors.md")).stream()
            .dropWhile(line -> !line.startsWith("## Types of"))
            .takeWhile(line -> !line.startsWith("## A request"))
            .filter(line -> line.startsWith("| `"))
            .count();
    assertThat(explained).isEqualTo(Fault.values().length);
  }

  @ParameterizedTest
  @EnumSource(VoxTable.class)
  void everyColumnIsDescribed(VoxTable table) throws IOException {
    String all = Files.readString(DOCS.resolve("tables.md"));
    int start = all.indexOf("\n## " + table.tableName() + "\n");
    assertThat(start).as(table.tableName()).isPositive();
    int end = all.indexOf("\n## ", start + 4);
    String section = all.substring(start, end < 0 ? all.length() : end);
    assertThat(table.columnNames())
        .allSatisfy(column -> assertThat(section).contains("`" + column + "`"));
  }
}
