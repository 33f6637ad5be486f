package org.voxmatrix.session;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.storage.StorageFault;

/**
 * Parquet files that a user names: opened with clear errors, and told apart by their files.
 *
 * @param rows of all files that Spark reads, with every column that it can read
 * @param identity a text of all files with sizes and times: other files make another plan
 * @param count of all rows, by the footers of the files
 * @param starts place of each file's first row among all rows, from 0, in the order of names
 */
public record ParquetInput(
    Dataset<Row> rows, String identity, long count, Map<String, Long> starts) {

  /**
   * Opens a Parquet file, folder or glob on any Hadoop file system.
   *
   * @param option the option that gave the path, for error messages
   * @param needed columns that must be readable, in lower case; they are found in any case, and
   *     called so
   * @throws org.voxmatrix.error.RequestException if a file is absent, no Parquet, damaged or
   *     compressed in a way that is not known here, or if a needed column has a type that Spark
   *     cannot read, or several types
   */
  public static ParquetInput open(
      SparkSession spark, String path, String option, Set<String> needed) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    ParquetFiles files = ParquetFiles.open(hadoop, path, option);
    ParquetColumns columns =
        new ParquetColumns(
            new ParquetToSparkSchemaConverter(spark.sessionState().conf()),
            option,
            needed,
            spark.version());
    files.files().forEach(columns::add);
    Dataset<Row> rows =
        reading(spark, columns.schema())
            .read()
            .schema(columns.schema())
            .option("recursiveFileLookup", files.nested())
            .parquet(files.location());
    // One projection for all: each by itself would be a plan of its own.
    rows = rows.withColumns(times(columns.nanos()));
    return new ParquetInput(
        named(rows, needed),
        identity(hadoop, rows, path, option),
        files.files().stream().mapToLong(ParquetFile::rows).sum(),
        starts(files.files()));
  }

  /** Of recordings, the batches that Spark reads otherwise are gigabytes: they go row by row. */
  private static SparkSession reading(SparkSession spark, StructType schema) {
    if (!schema.catalogString().contains("binary")) {
      return spark;
    }
    SparkSession rowByRow = spark.newSession();
    rowByRow.conf().set("spark.sql.parquet.enableVectorizedReader", "false");
    return rowByRow;
  }

  private static Map<String, Column> times(List<String> nanos) {
    Map<String, Column> times = new LinkedHashMap<>();
    for (String column : nanos) {
      times.put(column, expr("timestamp_micros(%s div 1000)".formatted(quoted(column))));
    }
    return times;
  }

  /** The rows with columns of these names, however they are written: Spark, too, ignores case. */
  public static Dataset<Row> named(Dataset<Row> rows, Set<String> names) {
    Dataset<Row> named = rows;
    for (String column : rows.columns()) {
      String name = column.toLowerCase(Locale.ROOT);
      if (names.contains(name) && !name.equals(column)) {
        named = named.withColumnRenamed(column, name);
      }
    }
    return named;
  }

  /** A column's name as Spark reads it in an expression, whatever is in it. */
  public static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /**
   * The rows with the place of each among all.
   *
   * @param name of the new column
   */
  public Dataset<Row> numbered(String name) {
    List<Row> places = new ArrayList<>();
    starts.forEach((file, start) -> places.add(RowFactory.create(file, start)));
    Dataset<Row> first =
        rows.sparkSession()
            .createDataFrame(
                places,
                new StructType()
                    .add("_file", DataTypes.StringType)
                    .add("_start", DataTypes.LongType));
    return rows.withColumn("_of", col("_metadata.file_path"))
        .withColumn("_row", col("_metadata.row_index"))
        .join(broadcast(first), col("_of").equalTo(col("_file")))
        .withColumn(name, col("_start").plus(col("_row")));
  }

  /** By both forms in which Spark's versions write a path. */
  private static Map<String, Long> starts(List<ParquetFile> files) {
    Map<String, Long> starts = new LinkedHashMap<>();
    long start = 0;
    for (ParquetFile file : files) {
      starts.put(file.path().toString(), start);
      starts.put(SparkPath.fromPath(file.path()).urlEncoded(), start);
      start += file.rows();
    }
    return starts;
  }

  private static String identity(
      Configuration hadoop, Dataset<Row> rows, String path, String option) {
    String[] files = rows.inputFiles();
    Arrays.sort(files);
    StringBuilder identity = new StringBuilder();
    try {
      for (String file : files) {
        Path place = new Path(java.net.URI.create(file));
        FileStatus status = place.getFileSystem(hadoop).getFileStatus(place);
        identity.append(file).append(' ').append(status.getLen());
        identity.append(' ').append(status.getModificationTime()).append('\n');
      }
    } catch (IOException e) {
      throw StorageFault.of(option, path, e);
    }
    return identity.toString();
  }
}
