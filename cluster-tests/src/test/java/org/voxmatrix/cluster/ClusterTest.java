package org.voxmatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster gives the tables of local mode, wherever the recordings and the tables are. */
@Tag("cluster")
class ClusterTest {

  private static final String BY_URI = "11111111-1111-1111-1111-111111111111";
  private static final String INLINE = "22222222-2222-2222-2222-222222222222";
  private static final String MATRIX = "33333333-3333-3333-3333-333333333333";
  private static final Path SAMPLES = Installation.ROOT.resolve("sample-data");

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static Map<String, List<String>> local;

  @BeforeAll
  static void localModeAndCluster() throws Exception {
    launch(List.of("manifest", SAMPLES + "/manifest.csv", "--out=by-uri.parquet"));
    launch(List.of("manifest", SAMPLES.toString(), "--inline", "--out=inline.parquet"));
    launch(with(extract(BY_URI, "by-uri.parquet"), "--warehouse=local"));
    launch(with(extract(INLINE, "inline.parquet"), "--again", "--warehouse=local"));
    launch(with(compare(), "--warehouse=local"));
    local = Catalog.in(folder.resolve("local")).rows(new Configuration());
    assertThat(local.get("voiceprints")).hasSizeGreaterThan(2 * 64);
    assertThat(local.get("tasks")).anyMatch(task -> task.contains("fault=audio.corrupt"));
    assertThat(local.get("score_blocks")).hasSizeGreaterThan(64);
    cluster = StandaloneCluster.start(folder);
  }

  @AfterAll
  static void endCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The model's folder is known to the driver alone, by a relative path. */
  @Test
  void sameTablesAsLocalMode() throws Exception {
    Path driver = driverWithModel();
    Catalog catalog = Catalog.in(Files.createDirectory(folder.resolve("shared")));
    Map<String, String> settings = new LinkedHashMap<>(catalog.sparkSettings());
    submit(
        driver, settings, List.of(), with(extract(BY_URI, "by-uri.parquet"), "--model=my model"));
    submit(driver, settings, List.of(), with(extract(INLINE, "inline.parquet"), "--again"));
    settings.put("spark.submit.deployMode", "cluster");
    settings.put("spark.standalone.submit.waitAppCompletion", "true");
    submit(driver, settings, List.of(), compare());

    Map<String, List<String>> tables = catalog.rows(new Configuration());
    assertThat(tables.keySet()).isEqualTo(local.keySet());
    local.forEach((table, rows) -> assertThat(tables.get(table)).as(table).isEqualTo(rows));
    assertThat(cluster.workersUsed()).isEqualTo(2);
  }

  @Test
  void recordingsManifestAndTablesOnHdfs() throws Exception {
    MiniDFSCluster hdfs =
        new MiniDFSCluster.Builder(new Configuration(), folder.resolve("hdfs").toFile()).build();
    try {
      onStore(hdfs.getURI().toString(), Map.of(), List.of());
    } finally {
      hdfs.shutdown();
    }
  }

  @Test
  void recordingsManifestAndTablesOnS3() throws Exception {
    try (S3Store store = new S3Store("vox")) {
      onStore("s3a://vox", store.hadoopSettings(), Installation.s3aJars());
    }
  }

  private static void onStore(String root, Map<String, String> hadoopSettings, List<Path> jars)
      throws Exception {
    Configuration hadoop = new Configuration();
    hadoopSettings.forEach(hadoop::set);
    org.apache.hadoop.fs.Path samples = new org.apache.hadoop.fs.Path(root + "/sample-data");
    try (FileSystem files = FileSystem.newInstance(samples.toUri(), hadoop)) {
      org.apache.hadoop.fs.Path local = new org.apache.hadoop.fs.Path(SAMPLES.toUri());
      FileUtil.copy(FileSystem.getLocal(hadoop), local, files, samples, false, hadoop);
    }
    String scheme = samples.toUri().getScheme();
    Catalog catalog = new Catalog(folder.resolve(scheme + ".db"), root + "/warehouse");
    Map<String, String> settings = new LinkedHashMap<>(catalog.sparkSettings());
    settings.put("spark.hadoop.fs.defaultFS", root);
    hadoopSettings.forEach((key, value) -> settings.put("spark.hadoop." + key, value));
    String manifest = root + "/manifest.parquet";

    Path driver = driverWithModel();
    submit(driver, settings, jars, List.of("manifest", samples.toString(), "--out=" + manifest));
    submit(driver, settings, jars, with(extract(INLINE, "/manifest.parquet"), "--model=my model"));

    Map<String, List<String>> tables = catalog.rows(hadoop);
    for (String table : List.of("tasks", "voiceprints")) {
      assertThat(ofInlineRun(tables, table)).as(table).isEqualTo(ofInlineRun(local, table));
    }
  }

  /** A folder that only the driver knows, as its current one, with a model in it. */
  private static Path driverWithModel() throws Exception {
    Path driver = Files.createTempDirectory(folder, "driver-");
    Path model = Files.createDirectory(driver.resolve("my model"));
    try (Stream<Path> files = Files.list(Installation.ROOT.resolve("models/voxmatrix-v0.1"))) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    return driver;
  }

  /** Rows of that run, without the places of the recordings. */
  private static List<String> ofInlineRun(Map<String, List<String>> tables, String table) {
    return tables.get(table).stream()
        .filter(row -> row.contains("run_id=" + INLINE))
        .map(row -> row.replaceAll("\\buri=[^;]*; ", ""))
        .toList();
  }

  private static List<String> extract(String run, String manifest) {
    return List.of(
        "extract",
        "--manifest=" + (manifest.startsWith("/") ? manifest : folder.resolve(manifest)),
        "--run-id=" + run,
        "--correlation-id=cluster-test",
        "--request-id=" + run,
        "--wave-items=40");
  }

  private static List<String> compare() {
    return List.of(
        "compare",
        "--a=run:" + BY_URI,
        "--b=run:" + INLINE,
        "--run-id=" + MATRIX,
        "--correlation-id=cluster-test",
        "--request-id=" + MATRIX,
        "--wave-bytes=8192");
  }

  private static List<String> with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }

  private static void launch(List<String> arguments) throws Exception {
    List<String> command = List.of(Installation.LAUNCHER.toString());
    ProcessBuilder builder = new ProcessBuilder(with(command, arguments.toArray(String[]::new)));
    builder.directory(folder.toFile()).environment().put("VOXMATRIX_JAVA_OPTS", "-Xmx1g");
    finish(Child.start(builder, Files.createTempFile(folder, "local-", ".log")), arguments);
  }

  private static void submit(
      Path directory, Map<String, String> settings, List<Path> jars, List<String> arguments)
      throws Exception {
    finish(cluster.submit(directory, settings, jars, arguments), arguments);
  }

  private static void finish(Child child, List<String> arguments) throws Exception {
    long start = System.nanoTime();
    try (child) {
      assertThat(child.exitCode()).as("%s: %s", arguments, child.output()).isZero();
    }
    System.out.printf("%5.1f s  %s%n", (System.nanoTime() - start) * 1e-9, arguments);
  }
}
