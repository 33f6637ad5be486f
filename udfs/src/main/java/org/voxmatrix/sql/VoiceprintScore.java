package org.voxmatrix.sql;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code voiceprint_score(a, b)}: the score of one pair, a DOUBLE. */
final class VoiceprintScore extends SqlFunction {

  VoiceprintScore() {
    super(
        "voiceprint_score",
        """
        _FUNC_(a, b) - Returns how alike two voiceprints are: their cosine, from -1 to 1, higher is \
        more alike. Each is a STRING (Base64) or its bytes as BINARY; NULL if one is NULL. The \
        mean of the session's model is subtracted first if that model made them. Fails with \
        [voiceprint.other-model] if two models made them.""",
        """
        > SELECT _FUNC_(a.voiceprint, b.voiceprint) FROM voiceprints a CROSS JOIN voiceprints b;
         0.7311
        """);
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    return new Bound(VoiceprintArguments.check(name(), 2, inputType), SessionModel.current());
  }

  private record Bound(VoiceprintArguments arguments, SessionModel model)
      implements VoiceprintFunction, ScalarFunction<Double> {

    @Override
    public DataType resultType() {
      return DataTypes.DoubleType;
    }

    @Override
    public Double produceResult(InternalRow row) {
      if (arguments.anyNull(row)) {
        return null;
      }
      return arguments.typed(
          () -> model.load().score(arguments.read(row, 0), arguments.read(row, 1)));
    }

    /** What a plan shows. */
    @Override
    public String toString() {
      return name();
    }
  }
}
