package org.voxmatrix.sql;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * The arguments of a function all of whose arguments are voiceprints, in either form: the Base64
 * STRING or its bytes as BINARY.
 */
record VoiceprintArguments(String function, List<DataType> types) implements Serializable {

  /**
   * @throws UnsupportedOperationException if there are not {@code count} arguments of these types
   */
  static VoiceprintArguments check(String function, int count, StructType given) {
    List<DataType> types = SqlFunction.dataTypes(given);
    if (types.size() != count || !types.stream().allMatch(VoiceprintArguments::canHold)) {
      throw new UnsupportedOperationException(
          String.format(
              "%s takes %d voiceprint%s of type STRING or BINARY, not %s",
              function, count, count == 1 ? "" : "s", SqlFunction.sql(types)));
    }
    return new VoiceprintArguments(function, types);
  }

  private static boolean canHold(DataType type) {
    return type instanceof StringType || type instanceof BinaryType || type instanceof NullType;
  }

  DataType[] inputTypes() {
    return types.toArray(DataType[]::new);
  }

  boolean anyNull(InternalRow row) {
    for (int i = 0; i < types.size(); i++) {
      if (row.isNullAt(i)) {
        return true;
      }
    }
    return false;
  }

  Voiceprint read(InternalRow row, int i) {
    return types.get(i) instanceof BinaryType
        ? Voiceprint.decode(row.getBinary(i))
        : Voiceprint.decode(row.getUTF8String(i).toString());
  }

  /**
   * Runs {@code work} so that a query fails with the fault's type in brackets, as Spark's errors.
   */
  <T> T typed(Supplier<T> work) {
    try {
      return work.get();
    } catch (RejectedException e) {
      throw new IllegalArgumentException(
          "[" + e.fault().type() + "] " + function + ": " + e.getMessage(), e);
    }
  }
}
