package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.access.Reach;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.ledger.State;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.VoxTable;

/** Manifests that somebody else wrote. */
@Timeout(180)
class HostileManifestTest {

  private static final String GOOD = Manifests.sample("voices/english-rms/english-rms-1.wav");

  @TempDir Path folder;

  @Test
  void anAddressThatNeverAnswersFailsAloneAndOthersAreNotCalled() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String host = "://127.0.0.1:" + silent.getLocalPort() + "/a.wav";
      String manifest =
          Manifests.of(
              folder,
              "hostile-good",
              GOOD,
              "hostile-silent",
              "http" + host,
              "hostile-ftp",
              "ftp" + host,
              "hostile-webhdfs",
              "webhdfs" + host,
              "hostile-hdfs",
              "hdfs" + host,
              "hostile-nul",
              "file:///a%00b.wav");
      RunResult run =
          new ExtractJob(
                  SparkFixture.context(),
                  ExtractSettings.of(manifest).withReach(new Reach(List.of("file", "http"), 2)))
              .execute();
      assertThat(run.summary().count(State.DONE)).isEqualTo(1);
      assertThat(
              SparkFixture.spark()
                  .table(VoxTable.TASKS.sqlName())
                  .where(functions.col("run_id").equalTo(run.runId()))
                  .select("item_id", "fault")
                  .collectAsList())
          .extracting(row -> row.getString(0), row -> row.getString(1))
          .containsExactlyInAnyOrder(
              tuple("hostile-good", null),
              tuple("hostile-silent", "audio.unreadable"),
              tuple("hostile-ftp", "audio.forbidden"),
              tuple("hostile-webhdfs", "audio.forbidden"),
              tuple("hostile-hdfs", "audio.forbidden"),
              tuple("hostile-nul", "audio.not-found"));
    }
  }

  @Test
  void anyNameOfAColumnIsTaken() {
    List<String> names = List.of("a`b", "`", "a.b", "_metadata", "x y", "_file", "_row", "_repeat");
    StructType schema = new StructType().add("recording_id", "string").add("uri", "string");
    List<Object> cells = new ArrayList<>(List.of("odd-columns", GOOD));
    for (String name : names) {
      schema = schema.add(name, "string");
      cells.add("of " + name);
    }
    String manifest = folder.resolve("odd.parquet").toString();
    SparkFixture.spark()
        .createDataFrame(List.of(RowFactory.create(cells.toArray())), schema)
        .write()
        .parquet(manifest);
    RunResult run = new ExtractJob(SparkFixture.context(), ExtractSettings.of(manifest)).execute();
    assertThat(run.summary().count(State.DONE)).isEqualTo(1);
    Row row =
        SparkFixture.spark()
            .table(VoxTable.VOICEPRINTS.sqlName())
            .where(functions.col("run_id").equalTo(run.runId()))
            .select("attributes")
            .first();
    Map<String, String> attributes = row.getJavaMap(0);
    assertThat(attributes)
        .containsEntry("a`b", "of a`b")
        .containsEntry("`", "of `")
        .containsEntry("a.b", "of a.b")
        .containsEntry("x y", "of x y");
  }

  @Test
  void ofThousandsOfColumnsOnlyThoseNeededAreLookedAt() throws IOException {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("recording_id", Schema.create(Schema.Type.STRING)));
    fields.add(new Schema.Field("uri", Schema.create(Schema.Type.STRING)));
    for (int i = 0; i < 10_000; i++) {
      fields.add(new Schema.Field("c" + i, Schema.create(Schema.Type.INT)));
    }
    Schema schema = Schema.createRecord("wide", null, "x", false, fields);
    GenericRecord row = new GenericData.Record(schema);
    row.put("recording_id", "wide");
    row.put("uri", "/nowhere/a.wav");
    for (int i = 0; i < 10_000; i++) {
      row.put("c" + i, i);
    }
    Path file = folder.resolve("wide.parquet");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                HadoopOutputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
            .withSchema(schema)
            .build()) {
      writer.write(row);
    }
    long start = System.nanoTime();
    assertThatThrownBy(
            () ->
                new ExtractJob(SparkFixture.context(), ExtractSettings.of(file.toString()))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("10,000 columns of its own, and at most 500 are carried");
    try (Manifest needed = SparkFixture.context().bareManifest(file.toString())) {
      assertThat(needed.entries(Progress.silent())).hasSize(1);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(3));
  }

  /** Known from the footers of a small file, before a row is read. */
  @Test
  void moreRowsThanAPlanHasRoomForAreRefused() throws IOException {
    long most = Runtime.getRuntime().maxMemory() / 512;
    String manifest = folder.resolve("many.parquet").toString();
    SparkFixture.spark()
        .range(most + 1)
        .selectExpr("'same' recording_id", "'/nowhere/a.wav' uri")
        .write()
        .parquet(manifest);
    assertThat(Files.exists(Path.of(manifest))).isTrue();
    ExtractSettings all = ExtractSettings.of(manifest);
    assertThatThrownBy(() -> new ExtractJob(SparkFixture.context(), all).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("split it, or set VOXMATRIX_JAVA_OPTS=-Xmx");
    assertThatThrownBy(
            () -> new ExtractJob(SparkFixture.context().withMaxItems(10L), all).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("more than --max-items = 10: split it");
  }
}
