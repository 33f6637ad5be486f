package org.voxmatrix.jobs;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.phrase.PassPhrases;

/**
 * Plan keys as version 1 of the tables had them: hashes of the settings' {@code toString()}. They
 * find runs that were interrupted before the upgrade; to be deleted when there can be none.
 */
final class FormerPlan {

  private static final String LISTEN = "limits check phrases least_similarity allowed_roots";

  /** The settings in a plan, in order. */
  private static final Map<String, String> NAMES =
      Map.of(
          "extract",
          "manifest manifest_sha256 model model_fingerprint options repeat retry_of limit"
              + " allowed_roots max_bytes wave_items wave_bytes",
          "compare",
          "a_sha256 b_sha256 model model_fingerprint bad_rows outputs limits",
          "enroll",
          "manifest manifest_sha256 model model_fingerprint %s unknown kind locale repeat wave_items"
              .formatted(LISTEN),
          "verify",
          "manifest manifest_sha256 profiles_sha256 model model_fingerprint %s threshold wave_items"
              .formatted(LISTEN),
          "identify",
          "manifest manifest_sha256 profiles_sha256 model model_fingerprint options threshold"
              + " ranking allowed_roots max_bytes wave_items");

  private FormerPlan() {}

  /** The key, or null for a job that had none. */
  static String key(
      String job,
      Record settings,
      Map<String, String> inputs,
      String model,
      String modelFingerprint) {
    if (!NAMES.containsKey(job)) {
      return null;
    }
    Map<String, Object> values = new HashMap<>();
    collect(settings, values);
    values.putAll(inputs);
    values.put("model", model);
    values.put("model_fingerprint", modelFingerprint);
    if (values.get("truncated") == WhenTruncated.REJECT) {
      return null; // No former plan could say so.
    }
    Map<String, Object> plan = new LinkedHashMap<>();
    for (String name : NAMES.get(job).split(" ")) {
      plan.put(name, written(values.get(name)));
    }
    return Sha256.hex(Json.write(plan));
  }

  private static void collect(Record settings, Map<String, Object> values) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value = value(settings, component);
      if (component.getName().equals("listen")) {
        collect((Record) value, values);
      } else {
        String name = component.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        values.put(name, value);
      }
    }
  }

  private static Object value(Record settings, RecordComponent component) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object written(Object value) {
    if (value instanceof ExtractOptions options) {
      return options.formerText();
    }
    if (value instanceof PassPhrases phrases) {
      return phrases.normalised();
    }
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map).toString();
    }
    return value instanceof Record ? value.toString() : value;
  }
}
