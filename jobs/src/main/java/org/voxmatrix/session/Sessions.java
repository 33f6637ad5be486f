package org.voxmatrix.session;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.tables.Warehouse;
import scala.Tuple2;

/**
 * Opens Spark and the warehouse together. Settings that spark-submit gives come first; what it
 * leaves out is set for one machine.
 */
public record Sessions(SparkSession spark, Warehouse warehouse) implements AutoCloseable {

  private static final String EXTENSIONS =
      "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,"
          + "org.voxmatrix.sql.VoxmatrixExtensions";

  /**
   * @param folder where the embedded warehouse is, unless Spark names a catalog of its own
   * @param application name in the Spark UI
   */
  public static Sessions open(Path folder, String application) {
    SparkConf conf = new SparkConf().setAppName("voxmatrix " + application);
    Map<String, String> given = settings(conf);
    Warehouse warehouse =
        Warehouse.isConfigured(given)
            ? Warehouse.configured(given, SparkHadoopUtil.get().newConfiguration(conf))
            : Warehouse.embedded(folder);
    warehouse.sparkSettings().forEach(conf::setIfMissing);
    conf.setIfMissing("spark.sql.extensions", EXTENSIONS);
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    // Spark's Kryo cannot write records, which our tasks send; a cluster may have it as default.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    if (!conf.contains("spark.master")) {
      embedded(conf);
    }
    return new Sessions(SparkSession.builder().config(conf).getOrCreate(), warehouse);
  }

  private static void embedded(SparkConf conf) {
    conf.setMaster("local[*]");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.sql.shuffle.partitions", "8");
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
    spark.stop();
  }
}
