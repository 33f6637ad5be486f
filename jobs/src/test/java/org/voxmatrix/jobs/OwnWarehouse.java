package org.voxmatrix.jobs;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.tables.Warehouse;

/** A warehouse for one test alone, with a session of the tests' Spark that knows it as vox. */
record OwnWarehouse(Path folder, SparkSession spark, Warehouse warehouse) implements AutoCloseable {

  static OwnWarehouse in(Path folder) {
    SparkSession spark = SparkFixture.spark().newSession();
    Warehouse warehouse = Warehouse.embedded(folder);
    warehouse.sparkSettings().forEach((key, value) -> spark.conf().set(key, value));
    return new OwnWarehouse(folder, spark, warehouse);
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
