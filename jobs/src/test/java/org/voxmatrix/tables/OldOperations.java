package org.voxmatrix.tables;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Operations that ended a while ago, for tests of what is left of them. */
public final class OldOperations {

  private OldOperations() {}

  /** Writes one that succeeded that long ago. */
  public static void write(Path folder, String operationId, Duration ago) {
    Instant then = Instant.now().minus(ago);
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      warehouse.createTables();
      new OperationTable(warehouse)
          .write(
              "run of " + operationId,
              0,
              List.of(
                  new OperationRow(
                      "run of " + operationId,
                      0,
                      operationId,
                      "verification",
                      OperationStatus.SUCCEEDED,
                      then,
                      then,
                      null,
                      "{\"recognitionResult\":\"accept\",\"score\":0.7}")));
    }
  }
}
