package org.voxmatrix.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Machine;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.catalog.CatalogSettings;
import org.voxmatrix.tables.catalog.EmbeddedCatalog;
import scala.Option;
import scala.Tuple2;

/**
 * Opens Spark and the warehouse together. Settings that spark-submit gives come first; what it
 * leaves out is set for one machine.
 *
 * @param own whether Spark was started for it, and is to be stopped with it
 */
public record Sessions(SparkSession spark, Warehouse warehouse, boolean own)
    implements AutoCloseable {

  private static final List<String> EXTENSIONS =
      List.of(
          "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
          "org.voxmatrix.sql.VoxmatrixExtensions");

  /**
   * @param folder where the embedded warehouse is, unless Spark names a catalog of its own
   * @param application name in the Spark UI
   */
  public static Sessions open(Path folder, String application) {
    return open(folder, EmbeddedCatalog.DEFAULT_WAIT, application);
  }

  /**
   * As {@link #open(Path, String)}.
   *
   * @param wait how long a lock of the embedded catalog is waited for
   */
  public static Sessions open(Path folder, Duration wait, String application) {
    Machine.check();
    SparkConf conf = new SparkConf().setAppName("voxmatrix " + application);
    Map<String, String> given = settings(conf);
    Warehouse warehouse =
        CatalogSettings.isIn(given)
            ? Warehouse.configured(given, SparkHadoopUtil.get().newConfiguration(conf))
            : Warehouse.embedded(folder, wait);
    warehouse.sparkSettings().forEach(conf::setIfMissing);
    conf.set("spark.sql.extensions", extensions(conf.get("spark.sql.extensions", "")));
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    // Spark has no nanoseconds: Parquet's are read as numbers, and ParquetInput makes times of
    // them.
    conf.set("spark.sql.legacy.parquet.nanosAsLong", "true");
    // Spark's Kryo cannot write records, which our tasks send; a cluster may have it as default.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    if (!conf.contains("spark.master")) {
      embedded(conf);
    }
    if (conf.get("spark.master").startsWith("local")) {
      // Else Spark ends the process where memory is full, before anybody can say what to do.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    if (conf.get("spark.master").matches("local(\\[.*)?")) {
      keepPrivate(conf);
    }
    boolean own = !isRunning();
    return new Sessions(start(conf), warehouse, own);
  }

  /**
   * What Spark and its plugins throw, also without declaring it, they make of settings.
   *
   * @throws RequestException unless storage refuses something, which is thrown as it is
   */
  private static SparkSession start(SparkConf conf) {
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) {
      if (e instanceof RuntimeException known && StorageFault.find(e).isPresent()) {
        throw known;
      }
      throw RequestException.badValue(
          "spark",
          "Spark does not start with the settings that it has (%s): correct them (spark-defaults.conf, VOXMATRIX_JAVA_OPTS, or the options of spark-submit)."
              .formatted(ExceptionUtils.getRootCause(e)));
    }
  }

  private static boolean isRunning() {
    Option<SparkSession> found = SparkSession.getDefaultSession();
    return found.isDefined() && !found.get().sparkContext().isStopped();
  }

  private static void embedded(SparkConf conf) {
    conf.setMaster("local[*]");
    conf.setIfMissing("spark.sql.shuffle.partitions", "8");
  }

  /** Of one process: others of the machine are answered nothing, and read none of its files. */
  private static void keepPrivate(SparkConf conf) {
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    // Spark makes a random secret for each session.
    conf.setIfMissing("spark.authenticate", "true");
    conf.setIfMissing(PrivateFiles.SPARK_UMASK, PrivateFiles.umask(new Configuration()));
    TemporaryFolder.use();
    if (conf.contains("spark.local.dir")) {
      conf.set("spark.local.dir", TemporaryFolder.in(conf.get("spark.local.dir")));
    }
  }

  /** Those that are given, and ours, without which no job runs. */
  static String extensions(String given) {
    return Stream.concat(Arrays.stream(given.split(",")), EXTENSIONS.stream())
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> settings(SparkConf conf) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Tuple2<String, String> setting : conf.getAll()) {
      settings.put(setting._1(), setting._2());
    }
    return settings;
  }

  @Override
  public void close() {
    warehouse.close();
    if (own) {
      spark.stop();
    }
  }
}
