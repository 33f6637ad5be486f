package org.voxmatrix.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;

/** Errors as JSON: {@code type}, {@code message} and {@code detail}. */
public final class ErrorDocument {

  private ErrorDocument() {}

  /** The error of a whole request, a bare object. */
  public static ObjectNode of(RequestException e) {
    ArrayNode detail = Json.mapper().createArrayNode();
    for (ErrorDetail entry : e.detail()) {
      ObjectNode node = detail.addObject();
      node.set("location", Json.mapper().valueToTree(entry.location()));
      node.put("message", entry.message());
      node.put("type", entry.type());
      if (!entry.context().isEmpty()) {
        node.set("context", Json.mapper().valueToTree(entry.context()));
      }
    }
    return error(e.error().type(), e.error().message(), detail);
  }

  /** The error of a task, to stand under {@code error}; {@code detail} is a JSON array. */
  public static ObjectNode of(String type, String message, String detail) {
    return error(type, message, detail(detail));
  }

  /** Stored details, a JSON array, as documents have them: without empty contexts. */
  public static ArrayNode detail(String stored) {
    ArrayNode entries = (ArrayNode) Json.read(stored);
    entries.forEach(
        entry -> {
          if (entry.path("context").isEmpty()) {
            ((ObjectNode) entry).remove("context");
          }
        });
    return entries;
  }

  private static ObjectNode error(String type, String message, ArrayNode detail) {
    ObjectNode error = Json.mapper().createObjectNode();
    error.put("type", type);
    error.put("message", message);
    error.set("detail", detail);
    return error;
  }
}
