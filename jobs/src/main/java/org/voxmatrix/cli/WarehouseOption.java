package org.voxmatrix.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the tables are. */
final class WarehouseOption {

  @Option(
      names = {"-w", "--warehouse"},
      paramLabel = "DIR",
      defaultValue = "warehouse",
      descriptionKey = "warehouse",
      description = "Folder or URI of the tables. Default: ${DEFAULT-VALUE}.")
  String location;

  /** The absolute location: Iceberg stores paths, so a relative one would change its meaning. */
  String absolute() {
    return location.contains(":/")
        ? location
        : Path.of(location).toAbsolutePath().normalize().toString();
  }
}
