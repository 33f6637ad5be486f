package org.voxmatrix.tables;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Reads the columns of a table, written as {@code run_id string, model string?}. */
final class Columns {

  private Columns() {}

  static Schema parse(String text) {
    List<NestedField> fields = new ArrayList<>();
    for (String column : text.strip().split(",\\s+")) {
      String name = column.substring(0, column.indexOf(' '));
      String type = column.substring(name.length() + 1);
      boolean optional = type.endsWith("?");
      Type parsed = type(optional ? type.substring(0, type.length() - 1) : type);
      int id = fields.size() + 1;
      fields.add(optional ? optional(id, name, parsed) : required(id, name, parsed));
    }
    return new Schema(fields);
  }

  /** By the values of columns that are named with commas between. */
  static PartitionSpec partition(Schema schema, String columns) {
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    for (String column : columns.split(", ")) {
      builder.identity(column);
    }
    return builder.build();
  }

  /** Ids of nested fields only have to differ within a table: no table has two of these types. */
  private static Type type(String name) {
    return switch (name) {
      case "string_list" -> Types.ListType.ofRequired(1001, Types.StringType.get());
      case "string_map" ->
          Types.MapType.ofOptional(1001, 1002, Types.StringType.get(), Types.StringType.get());
      case "ranking" ->
          Types.ListType.ofRequired(
              1001,
              Types.StructType.of(
                  required(1002, "profile_id", Types.StringType.get()),
                  required(1003, "score", Types.DoubleType.get())));
      case "quality_terms" ->
          Types.ListType.ofRequired(
              1001,
              Types.StructType.of(
                  required(1002, "measure", Types.StringType.get()),
                  required(1003, "weight", Types.DoubleType.get()),
                  required(1004, "lowest", Types.DoubleType.get()),
                  required(1005, "highest", Types.DoubleType.get())));
      default -> Types.fromPrimitiveString(name);
    };
  }
}
