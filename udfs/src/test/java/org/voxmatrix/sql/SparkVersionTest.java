package org.voxmatrix.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The Spark that runs is the one that the build names, whichever profile chose it. */
class SparkVersionTest {

  @Test
  void theSparkOfTheBuildRuns() {
    assertThat(TestSession.SPARK.version())
        .startsWith(System.getProperty("voxmatrix.test.spark") + ".");
  }
}
