package org.voxmatrix.sql;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.voxmatrix.voiceprint.VoiceprintMean;

/** {@code voiceprint_merge(voiceprint)}: the mean of a group's voiceprints, a STRING. */
final class VoiceprintMerge extends SqlFunction {

  VoiceprintMerge() {
    super(
        "voiceprint_merge",
        """
        _FUNC_(voiceprint) - Returns one voiceprint for a group: the mean of those that are not \
        NULL, as STRING (Base64); NULL if there is none. Takes STRING (Base64) or its bytes as \
        BINARY. Fails with [voiceprint.other-model] if more than one model made them.""",
        """
        > SELECT speaker, _FUNC_(voiceprint) FROM voiceprints GROUP BY speaker;
         anna  VlhWUAEA...
        """);
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    return new Bound(VoiceprintArguments.check(name(), 1, inputType));
  }

  /**
   * The state is bytes, because Spark reads it back with a class loader that does not see the jars
   * of {@code --jars}.
   */
  private record Bound(VoiceprintArguments arguments)
      implements VoiceprintFunction, AggregateFunction<byte[], UTF8String> {

    @Override
    public DataType resultType() {
      return DataTypes.StringType;
    }

    @Override
    public byte[] newAggregationState() {
      return new byte[0];
    }

    @Override
    public byte[] update(byte[] state, InternalRow row) {
      return arguments.anyNull(row)
          ? state
          : arguments.typed(() -> VoiceprintMean.of(state).add(arguments.read(row, 0)).toBytes());
    }

    @Override
    public byte[] merge(byte[] left, byte[] right) {
      return arguments.typed(() -> VoiceprintMean.of(left).add(VoiceprintMean.of(right)).toBytes());
    }

    @Override
    public UTF8String produceResult(byte[] state) {
      return arguments
          .typed(() -> VoiceprintMean.of(state).mean())
          .map(mean -> UTF8String.fromString(mean.encode()))
          .orElse(null);
    }

    /** What a plan shows. */
    @Override
    public String toString() {
      return name();
    }
  }
}
