package org.voxmatrix.jobs;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.tables.Warehouse;

/** One Spark session on two cores for all tests, over one warehouse that they share. */
final class SparkFixture {

  private static Sessions sessions;

  private SparkFixture() {}

  static synchronized Sessions sessions() {
    if (sessions == null) {
      System.setProperty("spark.master", "local[2]");
      System.setProperty("spark.ui.enabled", "false");
      // The default of many clusters, which our tasks cannot use.
      System.setProperty("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
      System.setProperty("spark.sql.shuffle.partitions", "2");
      System.setProperty("spark.driver.host", "127.0.0.1");
      System.setProperty("spark.driver.bindAddress", "127.0.0.1");
      sessions = Sessions.open(Path.of("target", "test-warehouse-" + System.nanoTime()), "tests");
    }
    return sessions;
  }

  static SparkSession spark() {
    return sessions().spark();
  }

  static Warehouse warehouse() {
    return sessions().warehouse();
  }
}
