package org.voxmatrix.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/**
 * The columns of Parquet files as far as Spark can read them: those of all files, because Spark by
 * itself would take those of the first one. A column that a job needs is read, or named with its
 * type; another that cannot be read is left out.
 */
final class ParquetColumns {

  private static final Logger LOG = LoggerFactory.getLogger(ParquetColumns.class);

  private static final String ANOTHER_TYPE = "write it as another type, in all files alike";

  private final ParquetToSparkSchemaConverter converter;
  private final boolean widens;
  private final String option;
  private final Set<String> needed;
  private final Map<String, Found> columns = new LinkedHashMap<>();
  private final Set<String> leftOut = new HashSet<>();

  /** A column as an earlier file has it. */
  private record Found(String name, DataType type, boolean nanos, ParquetFile file) {}

  /**
   * @param needed names, in lower case
   * @param spark its version: before 4 it cannot read whole numbers as larger ones
   */
  ParquetColumns(
      ParquetToSparkSchemaConverter converter, String option, Set<String> needed, String spark) {
    this.converter = converter;
    this.widens = !spark.startsWith("3.");
    this.option = option;
    this.needed = needed;
  }

  void add(ParquetFile file) {
    Set<String> names = new HashSet<>();
    for (Type column : file.schema().getFields()) {
      String key = column.getName().toLowerCase(Locale.ROOT);
      if (!names.add(key)) {
        String twice = "there twice, in upper and lower case";
        drop(key, column.getName(), file, twice, "leave one of them out");
      } else if (!isBlank(column, file)) {
        add(key, column, file);
      }
    }
  }

  private void add(String key, Type column, ParquetFile file) {
    String unreadable = file.unreadable().get(column.getName());
    DataType type = unreadable == null ? type(column) : null;
    if (unreadable != null) {
      drop(
          key,
          column.getName(),
          file,
          unreadable,
          "write it plainly, with zstd or snappy, and short cells");
      return;
    }
    if (type == null) {
      drop(key, column.getName(), file, written(column), ANOTHER_TYPE);
      return;
    }
    Found now = new Found(column.getName(), type, isNanos(column), file);
    Found before = columns.putIfAbsent(key, now);
    if (before == null || before.type().sameType(type) && before.nanos() == now.nanos()) {
      return;
    }
    boolean integers = Integers.bytes(before.type()) > 0 && Integers.bytes(type) > 0;
    if (!integers || !widens) {
      String other =
          "%s, and %s in %s"
              .formatted(type.simpleString(), before.type().simpleString(), before.file().path());
      String remedy = "write it alike in all files, or use Spark 4, which reads both";
      drop(key, column.getName(), file, other, integers ? remedy : ANOTHER_TYPE);
    } else if (Integers.bytes(type) > Integers.bytes(before.type())) {
      columns.put(key, now);
    }
  }

  /** Arrow has a type for columns without any value, which comes as integers. */
  private static boolean isBlank(Type column, ParquetFile file) {
    return file.blank().contains(column.getName())
        && column.isPrimitive()
        && column.asPrimitiveType().getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32;
  }

  private DataType type(Type column) {
    try {
      return converter.convert(new MessageType("one", column)).apply(0).dataType();
    } catch (Exception e) { // Spark throws the checked AnalysisException unannounced
      LOG.debug("Column {} has no type in Spark", column.getName(), e);
      return null;
    }
  }

  private static boolean isNanos(Type column) {
    return column.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation timestamp
        && timestamp.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS;
  }

  private static String written(Type column) {
    if (column.getLogicalTypeAnnotation() != null) {
      return column.getLogicalTypeAnnotation().toString();
    }
    return column.isPrimitive()
        ? column.asPrimitiveType().getPrimitiveTypeName().name()
        : "a group";
  }

  private void drop(String key, String name, ParquetFile file, String found, String remedy) {
    if (needed.contains(key)) {
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          List.of(
              ErrorDetail.of(
                  Fault.REQUEST_BAD_COLUMN_TYPE,
                  List.of(option, name),
                  "Column %s of %s is %s: %s.".formatted(name, file.path(), found, remedy),
                  Map.of("column", name, "found", found))));
    }
    if (leftOut.add(key)) {
      LOG.warn("Column {} of {} is {}: it is left out", name, file.path(), found);
    }
  }

  private List<Found> kept() {
    List<Found> kept = new ArrayList<>();
    columns.forEach(
        (key, found) -> {
          if (!leftOut.contains(key)) {
            kept.add(found);
          }
        });
    return kept;
  }

  StructType schema() {
    StructType schema = new StructType();
    for (Found column : kept()) {
      schema = schema.add(column.name(), column.type());
    }
    return schema;
  }

  /** Timestamps that Spark reads as numbers. */
  List<String> nanos() {
    return kept().stream()
        .filter(column -> column.nanos() && column.type().sameType(DataTypes.LongType))
        .map(Found::name)
        .toList();
  }
}
