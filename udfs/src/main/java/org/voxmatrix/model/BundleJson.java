package org.voxmatrix.model;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.voxmatrix.identity.Json;

/** An object in {@code bundle.json} whose fields are asked for by name and type. */
final class BundleJson {

  /** Of a value in a message. */
  private static final int LONGEST = 100;

  private final JsonNode object;
  private final List<Object> path;
  private final Set<String> asked = new HashSet<>();

  private BundleJson(JsonNode object, List<Object> path) {
    this.object = object;
    this.path = path;
  }

  static BundleJson parse(byte[] text) {
    List<Object> root = List.of("bundle.json");
    try {
      JsonNode node = Json.mapper().readTree(text);
      if (!node.isObject()) {
        throw BadBundle.at(root, "bundle.json is not a JSON object: see models/README.md");
      }
      return new BundleJson(node, root);
    } catch (JsonProcessingException notJson) {
      throw BadBundle.at(
          root,
          "bundle.json is not JSON (%s%s): correct it"
              .formatted(line(notJson.getLocation()), notJson.getOriginalMessage()));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Jackson has none for what is nested too deeply. */
  private static String line(JsonLocation location) {
    return location == null ? "" : "line " + location.getLineNr() + ": ";
  }

  String text(String field) {
    JsonNode node = required(field);
    if (!node.isTextual() || node.textValue().isBlank()) {
      throw wrong(field, node, "a string that is not empty");
    }
    return node.textValue();
  }

  /** Empty when the field is absent. */
  Optional<String> textOrEmpty(String field) {
    return optional(field) == null ? Optional.empty() : Optional.of(text(field));
  }

  double number(String field) {
    JsonNode node = required(field);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(field, node, "a number");
    }
    return node.doubleValue();
  }

  /** Empty when the field is absent. */
  OptionalDouble numberOrEmpty(String field) {
    return optional(field) == null ? OptionalDouble.empty() : OptionalDouble.of(number(field));
  }

  int integer(String field) {
    JsonNode node = required(field);
    if (!node.canConvertToExactIntegral() || !node.canConvertToInt()) {
      throw wrong(field, node, "a whole number");
    }
    return node.intValue();
  }

  /** Empty when the field is absent. */
  float[] floats(String field) {
    JsonNode node = optional(field);
    if (node == null) {
      return new float[0];
    }
    if (!node.isArray()) {
      throw wrong(field, node, "an array of numbers");
    }
    float[] values = new float[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).floatValue();
      if (!node.get(i).isNumber() || !Float.isFinite(values[i])) {
        throw wrong(field + "[" + i + "]", node.get(i), "a finite number");
      }
    }
    return values;
  }

  BundleJson object(String field) {
    return objectOrEmpty(field).orElseThrow(() -> missing(field));
  }

  Optional<BundleJson> objectOrEmpty(String field) {
    JsonNode node = optional(field);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isObject()) {
      throw wrong(field, node, "an object");
    }
    return Optional.of(new BundleJson(node, at(field)));
  }

  List<BundleJson> objects(String field) {
    JsonNode node = required(field);
    if (!node.isArray()) {
      throw wrong(field, node, "an array of objects");
    }
    List<BundleJson> objects = new ArrayList<>();
    for (JsonNode element : node) {
      objects.add(new BundleJson(element, at(field)));
    }
    return objects;
  }

  /** Refuses fields that nobody asked for: most often a misspelt optional one. */
  void end() {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!asked.contains(field)) {
                throw BadBundle.at(
                    at(field), name(field) + " is not a known field: correct or remove it");
              }
            });
  }

  /** An error about a field's value. */
  RuntimeException wrong(String field, Object value, String expected) {
    String text = String.valueOf(value);
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return BadBundle.at(at(field), name(field) + " is " + shown + ": give " + expected);
  }

  private JsonNode required(String field) {
    JsonNode node = optional(field);
    if (node == null) {
      throw missing(field);
    }
    return node;
  }

  private JsonNode optional(String field) {
    asked.add(field);
    JsonNode node = object.get(field);
    return node == null || node.isNull() ? null : node;
  }

  private RuntimeException missing(String field) {
    return BadBundle.at(at(field), name(field) + " is missing: add it");
  }

  private List<Object> at(String field) {
    List<Object> location = new ArrayList<>(path);
    location.add(field);
    return location;
  }

  private String name(String field) {
    StringBuilder name = new StringBuilder("bundle.json: ");
    path.stream().skip(1).forEach(part -> name.append(part).append('.'));
    return name.append(field).toString();
  }
}
