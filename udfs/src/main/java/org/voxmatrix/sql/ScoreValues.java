package org.voxmatrix.sql;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code score_values(scores)}: the scores of a row of {@code score_blocks}, an ARRAY of FLOAT. */
final class ScoreValues extends SqlFunction {

  ScoreValues() {
    super(
        "score_values",
        """
        _FUNC_(scores) - Returns the scores of a row of score_blocks as an ARRAY<FLOAT>: entry i \
        is column col_start + i. The argument is the BINARY column scores; NULL if it is NULL.""",
        """
        > SELECT row_id, _FUNC_(scores)[0] FROM vox.main.score_blocks WHERE col_block = 0;
         english-slt-1#0  0.7311
        """);
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    if (inputType.length() != 1 || !(inputType.apply(0).dataType() instanceof BinaryType)) {
      throw new UnsupportedOperationException(
          name() + " takes the BINARY column scores of score_blocks");
    }
    return new Bound(name());
  }

  private record Bound(String name) implements ScalarFunction<ArrayData>, Serializable {

    @Override
    public ArrayData produceResult(InternalRow row) {
      if (row.isNullAt(0)) {
        return null;
      }
      ByteBuffer bytes = ByteBuffer.wrap(row.getBinary(0)).order(ByteOrder.LITTLE_ENDIAN);
      float[] scores = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(scores);
      return UnsafeArrayData.fromPrimitiveArray(scores);
    }

    @Override
    public DataType[] inputTypes() {
      return new DataType[] {DataTypes.BinaryType};
    }

    @Override
    public DataType resultType() {
      return DataTypes.createArrayType(DataTypes.FloatType, false);
    }

    @Override
    public String canonicalName() {
      return "org.voxmatrix." + name;
    }

    /** What a plan shows. */
    @Override
    public String toString() {
      return name;
    }
  }
}
