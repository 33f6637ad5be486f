package org.voxmatrix.session;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;

/** Types of whole numbers. */
public final class Integers {

  private Integers() {}

  /** Whether values are whole numbers, also unsigned ones of 64 bits, which are decimals here. */
  public static boolean isInteger(DataType type) {
    return type instanceof DecimalType decimal ? decimal.scale() == 0 : bytes(type) > 0;
  }

  /** A column of whole numbers as signed ones of 64 bits; null for those that are too large. */
  public static Column longs(String column) {
    return functions.expr("try_cast(%s AS bigint)".formatted(column));
  }

  /** The size of a signed whole number; 0 for other types. */
  static int bytes(DataType type) {
    return type instanceof ByteType
            || type instanceof ShortType
            || type instanceof IntegerType
            || type instanceof LongType
        ? type.defaultSize()
        : 0;
  }
}
