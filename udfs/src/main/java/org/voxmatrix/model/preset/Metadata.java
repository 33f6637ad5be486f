package org.voxmatrix.model.preset;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a file says of itself, in the fields that sherpa-onnx writes. */
record Metadata(Map<String, String> entries) {

  /** Also under the name that scripts for wespeaker give it by mistake. */
  Optional<String> text(String field) {
    String other = field.equals("normalize_samples") ? "normalize_features" : field;
    return Optional.ofNullable(entries.getOrDefault(field, entries.get(other))).map(String::strip);
  }

  Optional<String> oneOf(String field, Set<String> known) {
    Optional<String> value = text(field);
    value.ifPresent(
        found -> {
          if (!known.contains(found)) {
            throw wrong(
                field, found, "one of " + String.join(", ", known.stream().sorted().toList()));
          }
        });
    return value;
  }

  OptionalInt number(String field, int least, int most) {
    Optional<String> value = text(field);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(value.get());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException noNumber) {
      throw wrong(field, value.get(), "a whole number");
    }
    throw wrong(field, value.get(), least + " to " + most);
  }

  /** Refuses a number other than the one that the graph has. */
  void requireSame(String field, int least, int most, long inGraph, String what) {
    OptionalInt said = number(field, least, most);
    if (said.isPresent() && inGraph > 0 && said.getAsInt() != inGraph) {
      throw BadGraph.at(
          field,
          "Metadata %s of the graph is %d, but its %s is %d: one of them is wrong, export it again"
              .formatted(field, said.getAsInt(), what, inGraph));
    }
  }

  private static RuntimeException wrong(String field, String value, String expected) {
    String shown = value.length() > 50 ? value.substring(0, 50) + "..." : value;
    return BadGraph.at(
        field, "Metadata %s of the graph is '%s', not %s".formatted(field, shown, expected));
  }
}
