package org.voxmatrix.error;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One entry of an error's {@code detail}.
 *
 * @param location path to the fault, of strings and integers, for example {@code ["voiceprints_a",
 *     17]}
 * @param message one sentence for people, with the value and the remedy
 * @param type machine-readable type, see {@link Fault}
 * @param context further values: strings, numbers, booleans or lists of them; may be empty
 */
public record ErrorDetail(
    List<Object> location, String message, String type, Map<String, Object> context)
    implements Serializable {

  public ErrorDetail {
    location = List.copyOf(location);
    // In order of names: Map.of has another one in each JVM, and the tables of two runs must agree.
    context = Collections.unmodifiableMap(new TreeMap<>(context));
  }

  /** A detail without context. */
  public static ErrorDetail of(Fault fault, List<?> location, String message) {
    return new ErrorDetail(List.copyOf(location), message, fault.type(), Map.of());
  }

  /** A detail with context. */
  public static ErrorDetail of(
      Fault fault, List<?> location, String message, Map<String, ?> context) {
    return new ErrorDetail(List.copyOf(location), message, fault.type(), new TreeMap<>(context));
  }
}
