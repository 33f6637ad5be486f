package org.voxmatrix.jobs.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.session.Integers;
import org.voxmatrix.session.ParquetInput;

/**
 * Columns of a set as a user has it.
 *
 * @param names of all of them
 * @param field the service's name of the set
 */
record SetColumns(Dataset<Row> rows, Set<String> names, String field) {

  private static final String ID = "string or a whole number";
  private static final String TEXT = "string, Base64 of the bytes";

  private static final Set<String> NAMES =
      Set.of(
          "ordinal",
          "id",
          "recording_id",
          "channel_number",
          "speaker_number",
          "speech_length",
          "voiceprint");

  /** Names that are known in any case. */
  static Set<String> names(List<QualityMeasure> measures) {
    Set<String> names = new HashSet<>(NAMES);
    measures.forEach(measure -> names.add(measure.column()));
    return names;
  }

  /**
   * Checks what every set must have.
   *
   * @throws RequestException {@code request.missing-column} or {@code request.bad-column-type}
   */
  static SetColumns of(Dataset<Row> found, String field, List<QualityMeasure> measures) {
    Dataset<Row> rows = ParquetInput.named(found, names(measures));
    SetColumns columns = new SetColumns(rows, Set.copyOf(Arrays.asList(rows.columns())), field);
    columns.check();
    return columns;
  }

  /**
   * The columns that a set is read with.
   *
   * @param further as texts; may be attributes
   * @throws RequestException as {@link #of}
   */
  Dataset<Row> selected(List<String> further, List<QualityMeasure> measures) {
    Column id = names.contains("id") ? col("id") : derivedId();
    Column ordinal = names.contains("ordinal") ? Integers.longs("ordinal") : byId(id);
    Column recording = names.contains("recording_id") ? col("recording_id") : lit(null);
    // A channel without speech has a row and no voiceprint; there is nothing to compare in it.
    Dataset<Row> heard =
        names.containsAll(List.of("channel_number", "speech_length"))
            ? rows.where(col("voiceprint").isNotNull())
            : rows;
    List<Column> selected =
        new ArrayList<>(
            List.of(
                ordinal.as("ordinal"),
                id.cast("string").as("id"),
                col("voiceprint"),
                recording.cast("string").as("recording_id")));
    further.forEach(name -> selected.add(described(name).as(name)));
    measures.forEach(measure -> selected.add(numbers(measure).as(SetRows.name(measure))));
    return heard.select(selected.toArray(Column[]::new));
  }

  private Column numbers(QualityMeasure measure) {
    String column = measure.column();
    if (!names.contains(column)) {
      throw missing(column + " (a number), which the calibration needs");
    }
    DataType found = rows.schema().apply(column).dataType();
    if (!(found instanceof NumericType)) {
      throw badType(column, found, "a number", "cast");
    }
    return col(column).cast("double");
  }

  private Column described(String name) {
    Optional<String> found = names.stream().filter(name::equalsIgnoreCase).findFirst();
    if (found.isPresent()) {
      return col(ParquetInput.quoted(found.get())).cast("string");
    }
    if (names.contains("attributes")) {
      return col("attributes").getItem(name);
    }
    throw missing(name);
  }

  /** Numbers are in order as such; unsigned ones of 64 bits, as other ids, as texts. */
  private Column byId(Column id) {
    DataType type = rows.select(id).schema().apply(0).dataType();
    return Integers.isInteger(type) && !(type instanceof DecimalType) ? id.cast("long") : lit(0L);
  }

  private Column derivedId() {
    Column channel = concat_ws("#", col("recording_id"), col("channel_number"));
    if (names.containsAll(List.of("channel_number", "speaker_number"))) {
      return concat_ws("@", channel, col("speaker_number")); // A speaker that is null adds nothing.
    }
    return names.contains("channel_number") ? channel : col("recording_id");
  }

  private void check() {
    if (!names.contains("voiceprint")) {
      throw missing("voiceprint (string)");
    }
    if (!names.contains("id") && !names.contains("recording_id")) {
      throw missing("id (string) or recording_id (string)");
    }
    requireType("voiceprint", TEXT);
    requireType("id", ID);
    requireType("recording_id", ID);
    requireType("ordinal", "bigint");
  }

  private void requireType(String column, String expected) {
    if (!names.contains(column)) {
      return;
    }
    DataType found = rows.schema().apply(column).dataType();
    boolean text = found instanceof StringType && !expected.equals("bigint");
    boolean number = Integers.isInteger(found) && !expected.equals(TEXT);
    if (!text && !number) {
      throw badType(column, found, expected, expected.equals(TEXT) ? "encode" : "cast");
    }
  }

  private RequestException badType(String column, DataType found, String expected, String remedy) {
    return new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR,
        List.of(
            ErrorDetail.of(
                Fault.REQUEST_BAD_COLUMN_TYPE,
                List.of(field, column),
                "Column %s of %s is %s; it must be %s: %s it."
                    .formatted(column, field, found.simpleString(), expected, remedy),
                Map.of("column", column, "found", found.simpleString()))));
  }

  private RequestException missing(String column) {
    return new RequestException(
        Fault.REQUEST_MISSING_COLUMN,
        List.of(field),
        "Set " + field + " has no column " + column + ": add it.");
  }
}
