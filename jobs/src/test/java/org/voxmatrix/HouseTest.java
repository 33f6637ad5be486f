package org.voxmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
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

  /** ArchUnit does not see SQL: rows are changed by the tables alone. */
  @ParameterizedTest
  @ValueSource(strings = {"udfs", "vector", "jobs"})
  void noSqlChangesRows(String module) throws IOException {
    Pattern change =
        Pattern.compile(
            "(DELETE\\s+FROM|INSERT\\s+(INTO|OVERWRITE)|MERGE\\s+INTO|TRUNCATE\\s+TABLE"
                + "|DROP\\s+TABLE|UPDATE\\s+\\S+\\s+SET)\\s",
            Pattern.CASE_INSENSITIVE);
    assertThat(change.matcher("Delete  from vox.main.hits").find()).isTrue();
    List<Path> texts = new ArrayList<>(files(module));
    texts.addAll(files(module, "resources", ".sql"));
    assertThat(texts)
        .filteredOn(file -> !file.getParent().endsWith("tables"))
        .filteredOn(file -> change.matcher(read(file)).find())
        .isEmpty();
  }

  private static List<Path> files(String module) throws IOException {
    return files(module, "java", ".java");
  }

  private static List<Path> files(String module, String folder, String ending) throws IOException {
    Path root = Path.of("..", module, "src", "main", folder);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static long lines(Path file) {
    return read(file).lines().count();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
