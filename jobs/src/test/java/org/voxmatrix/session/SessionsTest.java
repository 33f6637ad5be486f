package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final String OURS =
      "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,"
          + "org.voxmatrix.sql.VoxmatrixExtensions";

  @Test
  void extensionsOfTheUserComeBesideOurs() {
    assertThat(Sessions.extensions("")).isEqualTo(OURS);
    assertThat(Sessions.extensions("io.delta.Delta, ,com.a.B"))
        .isEqualTo("io.delta.Delta,com.a.B," + OURS);
    assertThat(Sessions.extensions("org.voxmatrix.sql.VoxmatrixExtensions"))
        .isEqualTo(
            "org.voxmatrix.sql.VoxmatrixExtensions,"
                + "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
  }
}
