package org.voxmatrix.sql;

import org.apache.spark.sql.SparkSession;

/** One embedded Spark for all tests of this package, set up as a user would. */
final class TestSession {

  static final SparkSession SPARK =
      SparkSession.builder()
          .master("local[2]")
          .appName("voxmatrix-udfs-tests")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", "2")
          .config("spark.sql.extensions", "org.voxmatrix.sql.VoxmatrixExtensions")
          .getOrCreate();

  private TestSession() {}
}
