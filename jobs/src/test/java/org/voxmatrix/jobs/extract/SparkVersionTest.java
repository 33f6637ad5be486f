package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.SparkFixture;

/** The Spark that runs is the one that the build names, whichever profile chose it. */
class SparkVersionTest {

  @Test
  void theSparkOfTheBuildRuns() {
    assertThat(SparkFixture.spark().version())
        .startsWith(System.getProperty("voxmatrix.test.spark") + ".");
  }
}
