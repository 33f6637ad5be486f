package org.voxmatrix.jobs.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voxmatrix.identity.Json;

/**
 * Texts as versions before the columns for them wrote them, brought to what is written now: without
 * ids and without what exceptions say. It is told by their fields, not by any wording, and not by
 * who is erased. A text of now stays byte for byte.
 */
final class FormerTexts {

  private static final String CLASS = "(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*";

  /** Classes of an exception and its causes; a message may follow. */
  private static final Pattern KINDS = Pattern.compile(CLASS + "(?: < " + CLASS + ")*");

  private FormerTexts() {}

  /** The detail of a task: comparisons named the ids of bad voiceprints. */
  static String detail(String json) {
    if (!json.contains("\"id\"") && !json.contains("\"exception\"")) {
      return json;
    }
    JsonNode entries = Json.read(json);
    return changed(entries, FormerTexts::entry) ? entries.toString() : json;
  }

  private static boolean entry(ObjectNode entry) {
    if (!(entry.get("context") instanceof ObjectNode context)) {
      return false;
    }
    boolean named = context.remove("id") != null;
    if (named) {
      entry.put("message", "The voiceprint cannot be compared.");
    }
    String exception = context.path("exception").asText();
    String kinds = kinds(exception);
    if (!kinds.equals(exception)) {
      context.put("exception", kinds);
    }
    return named || !kinds.equals(exception);
  }

  /** The error of a run: its message was that of an exception. */
  static String error(String json) {
    if (json == null) {
      return null;
    }
    JsonNode error = Json.read(json);
    boolean former =
        changed(
            error.path("detail"),
            entry -> {
              if (entry.path("context").has("exception")) {
                return false;
              }
              String kinds = kinds(entry.path("message").asText());
              entry.put("message", kinds).putObject("context").put("exception", kinds);
              return true;
            });
    return former ? error.toString() : json;
  }

  /** The reason of an erasure: it was any text. */
  static String reason(String text) {
    return text != null && EraseSettings.REASON.matcher(text).matches() ? text : null;
  }

  private static boolean changed(JsonNode entries, Predicate<ObjectNode> change) {
    boolean changed = false;
    for (JsonNode entry : entries) {
      changed |= entry instanceof ObjectNode object && change.test(object);
    }
    return changed;
  }

  private static String kinds(String text) {
    Matcher kinds = KINDS.matcher(text);
    return kinds.lookingAt() ? kinds.group() : "";
  }
}
