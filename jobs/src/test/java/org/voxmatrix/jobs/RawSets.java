package org.voxmatrix.jobs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Sets of bare Base64 float32 vectors. */
final class RawSets {

  private RawSets() {}

  static String raw(float... vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  static float[][] random(int count, int dimension, long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }

  /** Writes a set whose ids are in the order of the vectors. */
  static String write(Path folder, String name, float[][] vectors) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      rows.add(RowFactory.create(String.format("%s-%06d", name, i), raw(vectors[i])));
    }
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("voiceprint", DataTypes.StringType);
    String path = folder.resolve(name).toString();
    SparkFixture.spark().createDataFrame(rows, schema).coalesce(1).write().parquet(path);
    return path;
  }
}
