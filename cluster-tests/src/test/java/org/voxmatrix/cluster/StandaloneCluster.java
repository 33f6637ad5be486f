package org.voxmatrix.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Spark master and two workers on loopback, on ports that are free. */
final class StandaloneCluster implements AutoCloseable {

  private static final int WORKERS = 2;

  private final Path folder;
  private final Path home;
  private final List<Child> servers = new ArrayList<>();
  private String url;

  private StandaloneCluster(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  static StandaloneCluster start(Path folder) throws Exception {
    Path home = Installation.sparkHome(folder.resolve("spark"));
    StandaloneCluster cluster = new StandaloneCluster(folder, home);
    try {
      cluster.startServers();
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void startServers() throws Exception {
    Child master =
        Child.start(
            sparkClass(
                "org.apache.spark.deploy.master.Master",
                List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")),
            folder.resolve("master.log"),
            Pattern.compile("Starting Spark master at (spark://127.0.0.1:\\d+)"));
    servers.add(master);
    url = master.ready();
    for (int i = 0; i < WORKERS; i++) {
      List<String> options =
          List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0", "--cores", "2");
      List<String> rest = List.of("--memory", "2g", "--work-dir", work(i).toString(), url);
      servers.add(
          Child.start(
              sparkClass(
                  "org.apache.spark.deploy.worker.Worker",
                  Stream.concat(options.stream(), rest.stream()).toList()),
              folder.resolve("worker-" + i + ".log"),
              Pattern.compile("(Successfully registered with master)")));
    }
    for (Child server : servers) {
      server.ready();
    }
  }

  /**
   * Runs the jar by spark-submit, with an executor of 768 MB on each worker.
   *
   * @param directory the driver's current folder
   * @param settings Spark's settings, beside those of {@code conf/spark-defaults.conf}
   */
  Child submit(
      Path directory, Map<String, String> settings, List<Path> jars, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("--master", url));
    words.addAll(
        List.of("--driver-memory", "768m", "--executor-memory", "768m", "--executor-cores", "1"));
    words.addAll(
        List.of("--properties-file", Installation.ROOT + "/conf/spark-defaults.conf", "--jars"));
    words.add(
        Stream.concat(Installation.icebergJars().stream(), jars.stream())
            .map(Path::toString)
            .collect(Collectors.joining(",")));
    settings.forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.addAll(List.of("--class", "org.voxmatrix.cli.Main", Installation.JAR.toString()));
    words.addAll(arguments);
    return Child.start(
        sparkClass("org.apache.spark.deploy.SparkSubmit", words).directory(directory.toFile()),
        Files.createTempFile(folder, "submit-", ".log"));
  }

  /** How many of the workers had an executor or driver of any application. */
  long workersUsed() {
    return Stream.iterate(0, i -> i < WORKERS, i -> i + 1)
        .filter(i -> work(i).toFile().list() != null && work(i).toFile().list().length > 0)
        .count();
  }

  private Path work(int worker) {
    return folder.resolve("work-" + worker);
  }

  private ProcessBuilder sparkClass(String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/spark-class").toString());
    command.add(main);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", home.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "SPARK_SCALA_VERSION", "2.13",
                "SPARK_LOCAL_IP", "127.0.0.1",
                "SPARK_DAEMON_MEMORY", "256m",
                "LC_ALL", "C.UTF-8"));
    return builder;
  }

  @Override
  public void close() {
    for (int i = servers.size() - 1; i >= 0; i--) {
      servers.get(i).close();
    }
    Installation.unlink(home);
  }
}
