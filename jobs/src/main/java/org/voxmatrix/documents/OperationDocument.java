package org.voxmatrix.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.OperationRow;

/** The service's documents of an operation. */
public final class OperationDocument {

  private OperationDocument() {}

  /**
   * The document of an operation that is there.
   *
   * @param answer what it says, or null
   */
  public static ObjectNode of(OperationRow operation, JsonNode answer) {
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("status", operation.status().word())
            .put("createdDateTime", time(operation.createdAt()))
            .put("lastActionDateTime", time(operation.lastActionAt()));
    if (operation.message() != null) {
      document.put("message", operation.message());
    }
    if (answer != null) {
      document.set("processingResult", answer);
    }
    return document;
  }

  /** The document of one that is unknown or expired. */
  public static ObjectNode notFound() {
    ObjectNode document = Json.mapper().createObjectNode();
    document.putObject("error").put("code", "NotFound").put("message", "No operation id found");
    return document;
  }

  /** UTC, ISO 8601, whole seconds, as the service writes it. */
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
