package org.voxmatrix.tables;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * How a value of one Java type is kept in a column; null stays null.
 *
 * @param store from the Java value to Iceberg's
 * @param load from Iceberg's value to the Java one
 */
record Cell(Function<Object, Object> store, Function<Object, Object> load) {

  private static final Map<Class<?>, TypeID> NUMBERS =
      Map.of(
          int.class, TypeID.INTEGER,
          long.class, TypeID.LONG,
          double.class, TypeID.DOUBLE,
          boolean.class, TypeID.BOOLEAN,
          Integer.class, TypeID.INTEGER,
          Long.class, TypeID.LONG,
          Double.class, TypeID.DOUBLE,
          Boolean.class, TypeID.BOOLEAN);

  private static final Cell SAME = new Cell(value -> value, value -> value);
  private static final Cell TEXT = new Cell(value -> value, Object::toString);
  private static final Cell TIME =
      new Cell(
          value -> ((Instant) value).atOffset(ZoneOffset.UTC),
          value -> ((OffsetDateTime) value).toInstant());
  private static final Cell BYTES =
      new Cell(value -> ByteBuffer.wrap((byte[]) value), value -> bytes((ByteBuffer) value));

  /** How a struct keeps records of a class. */
  @FunctionalInterface
  interface Nesting {
    Cell of(Class<?> type, Types.StructType struct);
  }

  /** How a column keeps values of a type; empty if it cannot. */
  static Optional<Cell> of(Type type, NestedField column, Nesting nesting) {
    org.apache.iceberg.types.Type stored = column.type();
    if (type instanceof ParameterizedType generic) {
      return generic(generic, stored, nesting);
    }
    Class<?> plain = (Class<?>) type;
    if (NUMBERS.containsKey(plain)) {
      boolean fits =
          NUMBERS.get(plain) == stored.typeId() && plain.isPrimitive() == column.isRequired();
      return fits ? Optional.of(SAME) : Optional.empty();
    }
    if (plain.isRecord() && stored.isStructType()) {
      return Optional.of(nesting.of(plain, stored.asStructType()));
    }
    Cell cell =
        switch (stored.typeId()) {
          case STRING -> plain == String.class ? TEXT : words(plain);
          case TIMESTAMP -> plain == Instant.class ? TIME : null;
          case BINARY -> plain == byte[].class ? BYTES : null;
          default -> null;
        };
    return Optional.ofNullable(cell);
  }

  private static Optional<Cell> generic(
      ParameterizedType type, org.apache.iceberg.types.Type stored, Nesting nesting) {
    if (type.getRawType() == List.class && stored.isListType()) {
      return of(type.getActualTypeArguments()[0], stored.asListType().fields().get(0), nesting)
          .map(one -> new Cell(each(one.store()), each(one.load())));
    }
    boolean fits =
        type.getRawType() == Map.class
            && List.of(type.getActualTypeArguments()).equals(List.of(String.class, String.class))
            && stored.isMapType()
            && stored.asMapType().fields().stream()
                .allMatch(field -> field.type().typeId() == TypeID.STRING);
    return fits ? Optional.of(SAME) : Optional.empty();
  }

  private static Function<Object, Object> each(Function<Object, Object> one) {
    return values -> ((List<?>) values).stream().map(one).toList();
  }

  private static Cell words(Class<?> type) {
    if (!type.isEnum() || !Word.class.isAssignableFrom(type)) {
      return null;
    }
    Map<String, Object> constants = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Word) constant).word(), constant);
    }
    return new Cell(value -> ((Word) value).word(), value -> word(constants, value.toString()));
  }

  private static Object word(Map<String, Object> constants, String word) {
    return Optional.ofNullable(constants.get(word))
        .orElseThrow(() -> new IllegalArgumentException("Unknown word " + word));
  }

  static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }
}
