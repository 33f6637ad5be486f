package org.voxmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.tables.VoxTable;

/** The documents name everything that the code can say. */
class DocumentationTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern NAME = Pattern.compile("`([a-z_0-9]+)`");

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

  @Test
  void noRequestErrorIsExplainedThatDoesNotExist() throws IOException {
    List<String> explained =
        Files.readAllLines(DOCS.resolve("errors.md")).stream()
            .dropWhile(line -> !line.startsWith("## A request"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(explained)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RequestError.values()).map(RequestError::type).toList());
  }

  @Test
  void noTableIsDescribedThatDoesNotExist() throws IOException {
    assertThat(Files.readAllLines(DOCS.resolve("tables.md")))
        .filteredOn(line -> line.matches("## [a-z_]+"))
        .extracting(line -> line.substring(3))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(VoxTable.values()).map(VoxTable::tableName).toList());
  }

  @ParameterizedTest
  @EnumSource(VoxTable.class)
  void everyColumnIsDescribed(VoxTable table) throws IOException {
    String all = Files.readString(DOCS.resolve("tables.md"));
    int start = all.indexOf("\n## " + table.tableName() + "\n");
    assertThat(start).as(table.tableName()).isPositive();
    int end = all.indexOf("\n## ", start + 4);
    String section = all.substring(start, end < 0 ? all.length() : end);
    // Tables of one row per column name nothing else in their first cells.
    List<String> described =
        section
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf('|', 1)))
            .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)))
            .toList();
    assertThat(described).isSubsetOf(table.columnNames()).doesNotHaveDuplicates();
    assertThat(table.columnNames())
        .allSatisfy(column -> assertThat(section).contains("`" + column + "`"));
  }
}
