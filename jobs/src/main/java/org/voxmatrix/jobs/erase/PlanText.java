package org.voxmatrix.jobs.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.voxmatrix.identity.Json;

/** Takes the ids of a person out of the paths in a run's plan. */
final class PlanText {

  private static final List<String> PATHS = List.of("manifest", "allowed_roots");

  private PlanText() {}

  /** The plan itself where nothing changes, so that those of others stay byte for byte. */
  static String without(IdsInText ids, String plan) {
    JsonNode whole = Json.read(plan);
    if (!(whole.deepCopy() instanceof ObjectNode left)) {
      return plan;
    }
    for (String field : PATHS) {
      if (left.has(field)) {
        left.set(field, without(ids, left.get(field)));
      }
    }
    return left.equals(whole) ? plan : left.toString();
  }

  private static JsonNode without(IdsInText ids, JsonNode path) {
    if (path instanceof ArrayNode paths) {
      ArrayNode left = paths.arrayNode();
      paths.forEach(each -> left.add(without(ids, each)));
      return left;
    }
    return path.isTextual() ? TextNode.valueOf(ids.valueOrPath(path.textValue())) : path;
  }
}
