package org.voxmatrix.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.error.RejectedException;

/** {@code voiceprint_extract(content)}: the voiceprints of one recording, a struct per channel. */
final class VoiceprintExtract extends SqlFunction {

  VoiceprintExtract() {
    super(
        "voiceprint_extract",
        """
        _FUNC_(content) - Returns the voiceprints of one recording, given as its bytes, as an array \
        with a struct per channel: channel_number INT (from 0), voiceprint STRING (Base64), \
        speech_length DOUBLE (seconds), model STRING, error STRUCT<type STRING, message STRING>. A \
        channel without a voiceprint says why in error; a recording that is invalid as a whole is \
        one such struct, without channel_number; a bad recording never fails the query. NULL for \
        NULL. The model is the default one or that of spark.voxmatrix.model, the folder of a bundle. \
        Save or cache the result before an ORDER BY, for which Spark runs a query twice.""",
        """
        > SELECT path, v.* FROM binaryFile.`recordings/` LATERAL VIEW explode(_FUNC_(content)) AS v;
         a.wav  0     VlhWUAEA...  2.31  voxmatrix  NULL
         b.wav  NULL  NULL         NULL  voxmatrix  {audio.no-speech, There is no speech ...}
        > SELECT _FUNC_(content)[0].voiceprint FROM binaryFile.`a.wav`;
         VlhWUAEA...
        """);
  }

  @Override
  public BoundFunction bind(StructType inputType) {
    List<DataType> types = dataTypes(inputType);
    if (types.size() != 1 || !canHoldBytes(types.get(0))) {
      throw new UnsupportedOperationException(
          "%s takes the content of one recording, BINARY, not %s; the binaryFile data source reads it from a path"
              .formatted(name(), sql(types)));
    }
    return new Bound(SessionModel.current());
  }

  private static boolean canHoldBytes(DataType type) {
    return type instanceof BinaryType || type instanceof NullType;
  }

  /** Nondeterministic, so that Spark does not run the model again where it would be used twice. */
  private record Bound(SessionModel model) implements ScalarFunction<ArrayData> {

    @Override
    public ArrayData produceResult(InternalRow row) {
      if (row.isNullAt(0)) {
        return null;
      }
      LoadedModel loaded = model.load();
      try {
        return ExtractedChannels.of(loaded.extract(row.getBinary(0)), loaded);
      } catch (RejectedException e) {
        return ExtractedChannels.of(e, loaded);
      }
    }

    @Override
    public boolean isDeterministic() {
      return false;
    }

    @Override
    public DataType[] inputTypes() {
      return new DataType[] {DataTypes.BinaryType};
    }

    @Override
    public DataType resultType() {
      return ExtractedChannels.TYPE;
    }

    @Override
    public String name() {
      return "voiceprint_extract";
    }

    @Override
    public String canonicalName() {
      return "org.voxmatrix." + name();
    }

    /** What a plan shows. */
    @Override
    public String toString() {
      return name();
    }
  }
}
