package org.voxmatrix.benchmarks.scoring;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.linalg.distributed.BlockMatrix;
import org.apache.spark.mllib.linalg.distributed.IndexedRow;
import org.apache.spark.mllib.linalg.distributed.IndexedRowMatrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Other ways to count the pairs above a threshold; inputs are prepared and cached beforehand. */
final class Peers {

  private static final int BLOCK = 1024;
  private static final int PARTITIONS = 8;

  /** Of a BlockMatrix: it holds all products of a partition at once. */
  private static final int PRODUCT_PARTITIONS = 64;

  private final SparkSession spark;
  private final int dimension;
  private final double threshold;

  Peers(SparkSession spark, int dimension, double threshold) {
    this.spark = spark;
    this.dimension = dimension;
    this.threshold = threshold;
    spark
        .udf()
        .register("dot_binary", (UDF2<byte[], byte[], Float>) Peers::dot, DataTypes.FloatType);
    spark
        .udf()
        .register(
            "dot_base64",
            (UDF2<String, String, Float>)
                (a, b) -> dot(Base64.getDecoder().decode(a), Base64.getDecoder().decode(b)),
            DataTypes.FloatType);
  }

  /** Pairs a second of MLlib's BlockMatrix. */
  double blockMatrix(int count) {
    BlockMatrix a = matrix(1, count);
    BlockMatrix b = matrix(2, count).transpose().cache();
    b.blocks().count();
    double least = threshold;
    long start = System.nanoTime();
    a.multiply(b)
        .blocks()
        .toJavaRDD()
        .map(block -> above(block._2().toArray(), least))
        .reduce(Long::sum);
    double rate = rate(count, start);
    a.blocks().unpersist(true);
    b.blocks().unpersist(true);
    return rate;
  }

  private BlockMatrix matrix(long seed, int count) {
    int values = dimension;
    JavaRDD<IndexedRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(
                java.util.stream.IntStream.range(0, count).boxed().toList(), PRODUCT_PARTITIONS)
            .map(i -> new IndexedRow(i, Vectors.dense(unit(seed, i, values))));
    BlockMatrix matrix = new IndexedRowMatrix(rows.rdd()).toBlockMatrix(BLOCK, BLOCK).cache();
    matrix.blocks().count();
    return matrix;
  }

  private static long above(double[] scores, double least) {
    long count = 0;
    for (double score : scores) {
      if (score >= least) {
        count++;
      }
    }
    return count;
  }

  /** Pairs a second of a cross join and a UDF on Base64 texts. */
  double base64Join(int count) {
    return join(count, "dot_base64", "base64");
  }

  /** Pairs a second of a cross join and a UDF on binary columns. */
  double binaryJoin(int count) {
    return join(count, "dot_binary", "binary");
  }

  private double join(int count, String udf, String kind) {
    Dataset<Row> a = vectors(1, count, kind).toDF("a").cache();
    Dataset<Row> b = vectors(2, count, kind).toDF("b").cache();
    a.count();
    b.count();
    long start = System.nanoTime();
    a.crossJoin(b).where(call_udf(udf, col("a"), col("b")).geq(threshold)).count();
    double rate = rate(count, start);
    a.unpersist(true);
    b.unpersist(true);
    return rate;
  }

  private Dataset<?> vectors(long seed, int count, String kind) {
    int values = dimension;
    Dataset<Long> range = spark.range(0, count, 1, PARTITIONS);
    return kind.equals("binary")
        ? range.map((MapFunction<Long, byte[]>) i -> bytes(seed, i, values), Encoders.BINARY())
        : range.map(
            (MapFunction<Long, String>)
                i -> Base64.getEncoder().encodeToString(bytes(seed, i, values)),
            Encoders.STRING());
  }

  /** Pairs a second of commons-math3 on one thread, without Spark. */
  double commonsMath(int count) {
    double[][] a = new double[count][];
    double[][] b = new double[count][];
    for (int i = 0; i < count; i++) {
      a[i] = unit(1, i, dimension);
      b[i] = unit(2, i, dimension);
    }
    BlockRealMatrix left = new BlockRealMatrix(a);
    BlockRealMatrix right =
        new BlockRealMatrix(new Array2DRowRealMatrix(b, false).transpose().getData());
    long start = System.nanoTime();
    left.multiply(right);
    return rate(count, start);
  }

  private static double rate(int count, long start) {
    return (double) count * count * 1e9 / (System.nanoTime() - start);
  }

  private static float dot(byte[] a, byte[] b) {
    ByteBuffer x = ByteBuffer.wrap(a).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer y = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    float sum = 0;
    for (int i = 0; i < a.length; i += Float.BYTES) {
      sum += x.getFloat(i) * y.getFloat(i);
    }
    return sum;
  }

  private static byte[] bytes(long seed, long i, int dimension) {
    ByteBuffer bytes = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double x : unit(seed, i, dimension)) {
      bytes.putFloat((float) x);
    }
    return bytes.array();
  }

  private static double[] unit(long seed, long i, int dimension) {
    float[] vector = RandomSets.vector(seed, i, dimension);
    double square = 0;
    for (float x : vector) {
      square += (double) x * x;
    }
    double[] unit = new double[dimension];
    for (int k = 0; k < dimension; k++) {
      unit[k] = vector[k] / Math.sqrt(square);
    }
    return unit;
  }
}
