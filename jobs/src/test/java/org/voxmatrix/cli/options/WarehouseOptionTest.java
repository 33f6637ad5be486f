package org.voxmatrix.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.RequestException;
import picocli.CommandLine;

class WarehouseOptionTest {

  @ParameterizedTest
  @CsvSource({
    "/my dir, /my dir",
    "file:/my dir, /my dir",
    "file:///my%20dir, /my dir",
    "file://localhost/x, /x",
    "/100%, /100%",
    "/a%20b, /a%20b",
    "/a/../b, /b"
  })
  void aFolderOrItsUri(String given, String folder) {
    assertThat(of(given).folder()).isEqualTo(Path.of(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs://host/x", "s3a://bucket/x", "file:x", "file://host/x"})
  void otherPlacesAreRefused(String given) {
    assertThatThrownBy(() -> of(given).folder())
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith("Warehouse '" + given + "' is not a local folder");
  }

  private static WarehouseOption of(String location) {
    return CommandLine.populateCommand(new WarehouseOption(), "--warehouse", location);
  }
}
