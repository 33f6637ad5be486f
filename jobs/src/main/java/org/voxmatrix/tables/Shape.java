package org.voxmatrix.tables;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns of a record class, in the order of its components. Component {@code runId} is column
 * {@code run_id}; the components of a record inside the record are columns, too.
 */
final class Shape<R> {

  private final Constructor<R> constructor;
  private final List<Part> parts = new ArrayList<>();

  private Shape(Class<R> type, Types.StructType columns) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
    constructor.setAccessible(true);
    for (RecordComponent component : components) {
      parts.add(part(component, columns));
    }
  }

  /**
   * The columns of a record class.
   *
   * @throws IllegalArgumentException if a component is none of the columns, or of another type
   */
  static <R> Shape<R> of(Class<R> type, Types.StructType columns) {
    return new Shape<>(type, columns);
  }

  /** What a component stands for: a column, or those of a record. */
  private record Part(Method accessor, String column, Cell cell, Shape<?> record) {}

  private static Part part(RecordComponent component, Types.StructType columns) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    if (component.getType().isRecord()) {
      return new Part(accessor, null, null, of(component.getType(), columns));
    }
    String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    NestedField column = columns.field(name);
    if (column == null) {
      throw new IllegalArgumentException("No column for " + component);
    }
    Cell cell =
        Cell.of(component.getGenericType(), column, Shape::nested)
            .orElseThrow(() -> new IllegalArgumentException(component + " is not " + column));
    return new Part(accessor, name, cell, null);
  }

  private static Cell nested(Class<?> type, Types.StructType struct) {
    Shape<?> shape = of(type, struct);
    return new Cell(
        value -> {
          Record row = GenericRecord.create(struct);
          shape.store(value, row);
          return row;
        },
        value -> shape.load((Record) value));
  }

  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (Part part : parts) {
      columns.addAll(part.record() == null ? List.of(part.column()) : part.record().columns());
    }
    return columns;
  }

  /** Reads a row; columns that it does not have are null. */
  R load(Record row) {
    Object[] values = new Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = load(parts.get(i), row);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object load(Part part, Record row) {
    if (part.record() != null) {
      return part.record().load(row);
    }
    Object value = row.getField(part.column());
    return value == null ? null : part.cell().load().apply(value);
  }

  /** Sets the columns of a row. */
  void store(Object value, Record row) {
    for (Part part : parts) {
      Object component = component(part.accessor(), value);
      if (part.record() != null) {
        part.record().store(component, row);
      } else {
        row.setField(
            part.column(), component == null ? null : part.cell().store().apply(component));
      }
    }
  }

  private static Object component(Method accessor, Object record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
