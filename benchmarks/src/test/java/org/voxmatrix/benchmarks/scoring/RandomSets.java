package org.voxmatrix.benchmarks.scoring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Made-up sets. Of random directions, scores are near 0, so that hits are as rare as the threshold
 * says.
 */
final class RandomSets {

  static final String MODEL = "random";

  private static final int PARTITIONS = 8;
  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.StringType).add("voiceprint", DataTypes.StringType);

  private RandomSets() {}

  /** A set of random directions in Parquet, made when it is not there yet. */
  static String parquet(SparkSession spark, Path folder, String name, int count, int dimension)
      throws IOException {
    return parquet(spark, folder, name, count, directions(dimension));
  }

  static SetVectors directions(int dimension) {
    return new SetVectors() {
      @Override
      public String name() {
        return "x" + dimension;
      }

      @Override
      public float[] vector(long set, long i) {
        return RandomSets.vector(set, i, dimension);
      }
    };
  }

  /** A set in Parquet, made when it is not there yet. */
  static String parquet(SparkSession spark, Path folder, String name, int count, SetVectors vectors)
      throws IOException {
    Path path = folder.resolve(name + "-" + count + vectors.name());
    if (!Files.exists(path.resolve("_SUCCESS"))) {
      long seed = name.hashCode();
      spark
          .range(0, count, 1, PARTITIONS)
          .map(
              (MapFunction<Long, Row>)
                  i ->
                      RowFactory.create(
                          String.format("%s-%09d", name, i), base64(vectors.vector(seed, i))),
              Encoders.row(SCHEMA))
          .write()
          .mode("overwrite")
          .parquet(path.toString());
    }
    return path.toString();
  }

  /** Member {@code i}, the same in every run. */
  static float[] vector(long seed, long i, int dimension) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
    float[] vector = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      // The sum of four is normal enough.
      vector[k] =
          (float)
              (random.nextDouble()
                  + random.nextDouble()
                  + random.nextDouble()
                  + random.nextDouble()
                  - 2);
    }
    return vector;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
