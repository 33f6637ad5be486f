package org.voxmatrix.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.storage.Machine;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.repair.Depth;

/** All checks of this machine. */
public final class Doctor {

  private Doctor() {}

  /** Checks the machine and an embedded warehouse, there or still to be made. */
  public static List<Finding> examine(Supplier<ModelBundle> model, Path warehouse) {
    return Stream.concat(
            machine(model),
            Stream.of(
                StorageChecks.folder(warehouse),
                StorageChecks.space(warehouse),
                StorageChecks.embeddedCatalog(warehouse)))
        .toList();
  }

  /** Checks the machine and a catalog of Spark's settings. */
  public static List<Finding> examine(Supplier<ModelBundle> model, Supplier<Warehouse> warehouse) {
    return Stream.concat(machine(model), Stream.of(StorageChecks.catalog(warehouse))).toList();
  }

  /** Looks at every file that the tables name: a line for each that is damaged. */
  public static List<Finding> examineTables(Supplier<Warehouse> warehouse, Depth depth) {
    return TableChecks.of(warehouse, depth);
  }

  private static Stream<Finding> machine(Supplier<ModelBundle> model) {
    Runtime runtime = Runtime.getRuntime();
    return Stream.of(
        JavaChecks.version(Runtime.version().feature()),
        JavaChecks.memory(runtime.maxMemory(), runtime.availableProcessors()),
        JavaChecks.fileNames(System.getProperty("sun.jnu.encoding")),
        JavaChecks.user(Machine.isUserUnknown()),
        JavaChecks.temporaryFolder(),
        JavaChecks.kernel(),
        AudioCheck.run(),
        ModelCheck.run(model));
  }
}
