package org.voxmatrix.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    List<Object> location, String message, String type, Map<String, Object> context) {

  public ErrorDetail {
    location = List.copyOf(location);
    context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
  }

  /** A detail without context. */
  public static ErrorDetail of(Fault fault, List<?> location, String message) {
    return new ErrorDetail(List.copyOf(location), message, fault.type(), Map.of());
  }

  /** A detail with context. */
  public static ErrorDetail of(
      Fault fault, List<?> location, String message, Map<String, ?> context) {
    return new ErrorDetail(
        List.copyOf(location), message, fault.type(), new LinkedHashMap<>(context));
  }
}
