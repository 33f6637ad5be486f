package org.voxmatrix.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the ids of a person out of texts and JSON documents that are about somebody else. */
final class Redaction implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Person person;
  private final Pattern mention;
  private final Pattern profile;

  Redaction(Person person) {
    this.person = person;
    this.mention = words(Stream.concat(person.recordings().stream(), person.profiles().stream()));
    this.profile = words(person.profiles().stream());
  }

  /** Any of the ids, as a word of its own. */
  private static Pattern words(Stream<String> ids) {
    String any =
        ids.flatMap(id -> spellings(id).stream())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile(
        any.isEmpty() ? "(?!)" : "(?<![\\p{L}\\p{N}_])(?:" + any + ")(?![\\p{L}\\p{N}_])");
  }

  /** An id as it is, inside JSON, and inside a URI. */
  private static Set<String> spellings(String id) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(id);
    try {
      String quoted = JSON.writeValueAsString(id);
      spellings.add(quoted.substring(1, quoted.length() - 1));
      spellings.add(new URI(null, null, "/" + id, null).getRawPath().substring(1));
    } catch (JsonProcessingException | URISyntaxException e) {
      throw new IllegalArgumentException(id, e);
    }
    return spellings;
  }

  /** Whether any of the ids stands in the text, as a word of its own. */
  boolean concerns(String text) {
    return text != null && mention.matcher(text).find();
  }

  /** Whether the id of a profile does. */
  boolean concernsProfile(String text) {
    return profile.matcher(text).find();
  }

  /** The text with {@link PlanItem#ERASED} in place of the ids. */
  String text(String text) {
    return text == null ? null : mention.matcher(text).replaceAll(PlanItem.ERASED);
  }

  /** Whether the document as a whole is about the person: a field of it is one of their ids. */
  boolean isAbout(String json) {
    return concerns(json) && isAbout(parse(json));
  }

  /** The document without entries of lists that are about the person, and without their ids. */
  String json(String json) {
    if (!concerns(json)) {
      return json;
    }
    JsonNode document = parse(json);
    return document == null ? text(json) : clean(document).toString();
  }

  private boolean isAbout(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (JsonNode value : object) {
        if (value.isTextual() && person.has(value.textValue())) {
          return true;
        }
      }
    }
    return false;
  }

  private JsonNode clean(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode kept = JSON.createArrayNode();
      for (JsonNode entry : array) {
        if (!isAbout(entry)) {
          kept.add(clean(entry));
        }
      }
      return kept;
    }
    if (node instanceof ObjectNode object) {
      for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        field.setValue(clean(field.getValue()));
      }
      return object;
    }
    return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
