package org.voxmatrix.jobs.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.voxmatrix.ledger.PlanItem;

/** Takes the ids of a person out of JSON documents that are about somebody else. */
final class Redaction implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What people named themselves in the plan of a run. */
  private static final Set<String> NAMED = Set.of("manifest", "allowed_roots");

  private final Mentions mentions;

  Redaction(Mentions mentions) {
    this.mentions = mentions;
  }

  /** What becomes of a text, given the field that it is in. */
  @FunctionalInterface
  private interface Rewriting {
    String of(String field, String text);
  }

  /** A task's detail, without the ids. */
  String detail(String json) {
    return rewrite(
        json,
        (field, text) ->
            switch (field) {
              case "type" -> text;
              case "message" -> mentions.message(text);
              default -> mentions.value(text);
            });
  }

  /** A run's plan, without the ids. */
  String plan(String json) {
    return rewrite(
        json,
        (field, text) -> NAMED.contains(field) ? mentions.valueOrPath(text) : mentions.guids(text));
  }

  /** A run's error, without the ids: it may quote any text, and is nobody's data. */
  String error(String json) {
    return rewrite(json, (field, text) -> field.equals("type") ? text : mentions.words(text));
  }

  /** An operation's result, without the profiles and without entries of lists about them. */
  String result(String json) {
    return rewrite(
        json, (field, text) -> isProfileOf(field, text) ? PlanItem.ERASED : mentions.guids(text));
  }

  /** Whether an operation's result as a whole is about one of the profiles. */
  boolean isAbout(String json) {
    return mentions.mayBeIn(json) && isAbout(parse(json));
  }

  private boolean isAbout(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (isProfileOf(field.getKey(), field.getValue().textValue())) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code profileId} or {@code identifiedProfileId}. */
  private boolean isProfileOf(String field, String text) {
    return field.endsWith("rofileId") && mentions.isProfile(text);
  }

  /** The document itself where nothing changes, so that those of others stay byte for byte. */
  private String rewrite(String json, Rewriting rewriting) {
    if (!mentions.mayBeIn(json)) {
      return json;
    }
    JsonNode document = parse(json);
    if (document == null) {
      return mentions.words(json);
    }
    JsonNode left = rewrite("", document.deepCopy(), rewriting);
    return left.equals(document) ? json : left.toString();
  }

  private JsonNode rewrite(String field, JsonNode node, Rewriting rewriting) {
    if (node instanceof ArrayNode array) {
      ArrayNode kept = JSON.createArrayNode();
      for (JsonNode entry : array) {
        if (!isAbout(entry)) {
          kept.add(rewrite(field, entry, rewriting));
        }
      }
      return kept;
    }
    if (node instanceof ObjectNode object) {
      for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> one = fields.next();
        one.setValue(rewrite(one.getKey(), one.getValue(), rewriting));
      }
      return object;
    }
    return node.isTextual() ? TextNode.valueOf(rewriting.of(field, node.textValue())) : node;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
