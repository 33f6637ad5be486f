package org.voxmatrix.session;

import java.util.Comparator;
import org.apache.spark.unsafe.types.UTF8String;

/** Orders as Spark sorts, for rows that are sorted on the driver. */
public final class SparkOrder {

  /** Null first, then by the bytes of UTF-8. */
  public static final Comparator<String> TEXT = Comparator.nullsFirst(SparkOrder::bytes);

  private SparkOrder() {}

  private static int bytes(String left, String right) {
    return left.equals(right)
        ? 0
        : UTF8String.fromString(left).compareTo(UTF8String.fromString(right));
  }
}
