package org.voxmatrix.recordings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Integers;

/** The columns that a manifest may have, and the types they must then have. */
final class ManifestColumns {

  private record Expected(String type, Predicate<DataType> matches) {}

  private static final Expected STRING = new Expected("string", StringType.class::isInstance);
  private static final Expected ID =
      new Expected(
          "string or a whole number",
          type -> type instanceof StringType || Integers.isInteger(type));
  private static final Expected BINARY = new Expected("binary", BinaryType.class::isInstance);
  private static final Expected INTEGER = new Expected("int or bigint", Integers::isInteger);
  private static final Expected NUMBER = new Expected("a number", NumericType.class::isInstance);
  private static final Expected INTEGERS =
      new Expected(
          "array<int>",
          type -> type instanceof ArrayType array && Integers.isInteger(array.elementType()));

  private static final Map<String, Expected> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("recording_id", ID);
    KNOWN.put("uri", STRING);
    KNOWN.put("content", BINARY);
    KNOWN.put("size", NUMBER); // pandas makes fractions of whole numbers where some are missing.
    KNOWN.put("channels", INTEGERS);
    KNOWN.put("channel_mode", STRING);
    KNOWN.put("start", NUMBER);
    KNOWN.put("end", NUMBER);
    KNOWN.put("ordinal", INTEGER);
    KNOWN.put("profile_id", STRING);
    KNOWN.put("pass_phrase", STRING);
    KNOWN.put("kind", STRING);
    KNOWN.put("locale", STRING);
    KNOWN.put(Manifest.FORMER, new Expected("struct", StructType.class::isInstance));
  }

  private ManifestColumns() {}

  /** The columns that must be readable if they are there. */
  static Set<String> needed() {
    Set<String> needed = new TreeSet<>(KNOWN.keySet());
    needed.addAll(List.of("voiceprint", "channel_number", "speaker_number"));
    return needed;
  }

  /** Names every missing column and every wrong type at once. */
  static void check(StructType schema, String path) {
    List<ErrorDetail> faults = new ArrayList<>();
    List<String> columns = Arrays.asList(schema.fieldNames());
    if (!columns.contains("recording_id")) {
      faults.add(missing("recording_id", "recording_id (unique)", path));
    }
    if (!columns.contains("uri") && !columns.contains("content")) {
      faults.add(missing("uri", "uri (string) or content (binary)", path));
    }
    check(schema, path, faults);
  }

  /** As {@link #check(StructType, String)}, of a manifest with voiceprints in place of audio. */
  static void checkVoiceprints(StructType schema, String path) {
    List<ErrorDetail> faults = new ArrayList<>();
    List<String> columns = Arrays.asList(schema.fieldNames());
    if (!columns.contains("recording_id")) {
      faults.add(missing("recording_id", "recording_id (unique)", path));
    }
    checkType(schema, path, "channel_number", INTEGER, faults);
    checkType(schema, path, "speaker_number", INTEGER, faults);
    check(schema, path, faults);
  }

  private static void check(StructType schema, String path, List<ErrorDetail> faults) {
    KNOWN.forEach((column, expected) -> checkType(schema, path, column, expected, faults));
    if (!faults.isEmpty()) {
      throw new RequestException(RequestError.REQUEST_VALIDATION_ERROR, faults);
    }
  }

  private static void checkType(
      StructType schema, String path, String column, Expected expected, List<ErrorDetail> faults) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)
        || expected.matches().test(schema.apply(column).dataType())) {
      return;
    }
    String found = schema.apply(column).dataType().simpleString();
    faults.add(
        ErrorDetail.of(
            Fault.REQUEST_BAD_COLUMN_TYPE,
            List.of("manifest", column),
            String.format(
                "Column %s of manifest %s is %s; it must be %s: cast it.",
                column, path, found, expected.type()),
            Map.of("column", column, "found", found, "expected", expected.type())));
  }

  /** Whether a column is not of the user's own. */
  static boolean isKnown(String column) {
    return KNOWN.containsKey(column);
  }

  /** Columns of the user's own, which are passed through. */
  static List<String> others(StructType schema) {
    return Arrays.stream(schema.fieldNames()).filter(name -> !KNOWN.containsKey(name)).toList();
  }

  private static ErrorDetail missing(String column, String wanted, String path) {
    return ErrorDetail.of(
        Fault.REQUEST_MISSING_COLUMN,
        List.of("manifest", column),
        String.format(
            "Manifest %s has no column %s: add it, or make a manifest with the manifest job.",
            path, wanted),
        Map.of("column", column));
  }
}
