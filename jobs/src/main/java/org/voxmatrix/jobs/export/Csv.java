package org.voxmatrix.jobs.export;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * CSV as RFC 4180 has it, with a header line: quotes within quotes are doubled, and blanks are part
 * of a field.
 */
final class Csv {

  static final Map<String, String> OPTIONS =
      Map.of(
          "header", "true",
          "escape", "\"",
          "ignoreLeadingWhiteSpace", "false",
          "ignoreTrailingWhiteSpace", "false");

  private Csv() {}

  /**
   * The rows with Base64 for bytes and JSON for arrays, maps and structures.
   *
   * @param safe whether an apostrophe goes before text that a spreadsheet would calculate
   */
  static Dataset<Row> flat(Dataset<Row> rows, boolean safe) {
    return rows.select(
        Arrays.stream(rows.schema().fields())
            .map(field -> safe && isText(field) ? harmless(flat(field), field) : flat(field))
            .toArray(Column[]::new));
  }

  private static boolean isText(StructField field) {
    return field.dataType() instanceof StringType || field.dataType() instanceof BinaryType;
  }

  private static Column harmless(Column text, StructField field) {
    return when(text.rlike("^\\s*[=+@-]|^[\\t\\r]"), concat(lit("'"), text))
        .otherwise(text)
        .as(field.name());
  }

  private static Column flat(StructField field) {
    Column column = col(field.name());
    if (field.dataType() instanceof BinaryType) {
      return base64(column).as(field.name());
    }
    boolean nested =
        field.dataType() instanceof ArrayType
            || field.dataType() instanceof MapType
            || field.dataType() instanceof StructType;
    return nested ? to_json(column).as(field.name()) : column;
  }
}
