package org.voxmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Main code stays in files and packages that a reader can take in. */
class HouseTest {

  private static final int LINES_OF_A_FILE = 300;
  private static final int FILES_OF_A_PACKAGE = 25;

  @ParameterizedTest
  @ValueSource(strings = {"udfs", "vector", "jobs"})
  void noFileIsLong(String module) throws IOException {
    assertThat(files(module))
        .isNotEmpty()
        .filteredOn(file -> lines(file) > LINES_OF_A_FILE)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"udfs", "vector", "jobs"})
  void noPackageIsLarge(String module) throws IOException {
    Collection<List<Path>> packages =
        files(module).stream().collect(Collectors.groupingBy(Path::getParent)).values();
    assertThat(packages).isNotEmpty();
    assertThat(packages).filteredOn(files -> files.size() > FILES_OF_A_PACKAGE).isEmpty();
  }

  private static List<Path> files(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
