package org.voxmatrix.jobs.export;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.MapType;
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

  /** The rows with Base64 for bytes and JSON for arrays, maps and structures. */
  static Dataset<Row> flat(Dataset<Row> rows) {
    return rows.select(Arrays.stream(rows.schema().fields()).map(Csv::flat).toArray(Column[]::new));
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
