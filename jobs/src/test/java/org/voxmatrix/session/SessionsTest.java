package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.SparkFixture;
import scala.Option;

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

  /** Spark listens for its executors, of which there are none; anybody may connect. */
  @Test
  void noOtherProcessIsAnswered() {
    SparkSession spark = SparkFixture.spark();
    int port = Integer.parseInt(spark.conf().get("spark.driver.port"));
    assertThat(spark.conf().get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(spark.sparkContext().uiWebUrl().isEmpty()).isTrue();
    assertThat(spark.sparkContext().getConf().contains("spark.authenticate.secret")).isFalse();
    SparkConf stranger = new SparkConf(false).set("spark.rpc.askTimeout", "10s");
    SecurityManager none =
        new SecurityManager(
            stranger,
            Option.empty(),
            org.apache.spark.internal.config.package$.MODULE$.AUTH_SECRET_FILE());
    assertThatThrownBy(() -> ask(port, stranger, none)).isInstanceOf(Exception.class);
    // As an executor of its own would.
    assertThat(ask(port, spark.sparkContext().getConf(), SparkEnv.get().securityManager()))
        .isEqualTo("HeartbeatReceiver");
  }

  private static String ask(int port, SparkConf conf, SecurityManager security) {
    RpcEnv env = RpcEnv.create("stranger", "127.0.0.1", 0, conf, security, true);
    try {
      return env.setupEndpointRef(new RpcAddress("127.0.0.1", port), "HeartbeatReceiver").name();
    } finally {
      env.shutdown();
    }
  }
}
