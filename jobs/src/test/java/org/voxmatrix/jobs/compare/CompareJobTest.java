package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxmatrix.fixtures.RawSets.random;
import static org.voxmatrix.fixtures.RawSets.raw;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.State;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Side;
import org.voxmatrix.voiceprint.Voiceprint;

class CompareJobTest {

  @TempDir Path folder;

  /** A heads the columns: a1xb1, a2xb1, a1xb2, ... The vectors are unit and dyadic, so exact. */
  @Test
  void theDocumentOfTwoByThreeIsByteForByte() throws IOException {
    String a = array(raw(1, 0, 0, 0), raw(0.5f, 0.5f, 0.5f, 0.5f));
    String b = array(raw(0, 1, 0, 0), raw(1, 0, 0, 0), raw(0.5f, -0.5f, 0.5f, -0.5f));
    CompareResult result = new CompareJob(SparkFixture.context(), compare(a, b)).execute();

    assertThat(result.state()).isEqualTo(State.DONE);
    assertThat(document(result))
        .isEqualTo(
            "{\"task\":{\"task_id\":\""
                + result.taskId()
                + "\",\"state\":\"done\"},\"result\":{\"scores\":{\"columns_count\":2,"
                + "\"rows_count\":3,\"values\":[0.0,0.5,1.0,0.5,0.5,0.0]}}}");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "1, 7, 192", "3, 2, 192", "257, 129, 193", "4097, 257, 16"})
  void everyScoreEqualsTheFloat64Oracle(int columns, int rows, int dimension) throws IOException {
    float[][] a = random(columns, dimension, 1);
    float[][] b = random(rows, dimension, 2);
    CompareResult result =
        new CompareJob(
                SparkFixture.context(),
                CompareSettings.of(parquet("a", a), parquet("b", b))
                    .withRawModel("random")
                    .withLimits(new WaveLimits(4L << 20, Long.MAX_VALUE, 1L << 20, 1000)))
            .execute();

    assertThat(result.columns()).isEqualTo(columns);
    assertThat(result.rows()).isEqualTo(rows);
    float[] matrix = new ScoreBlocks(SparkFixture.warehouse()).read(result.runId(), columns, rows);
    RealVector[] unitA = unit(a);
    RealVector[] unitB = unit(b);
    double worst = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double expected = unitA[column].dotProduct(unitB[row]);
        double error = Math.abs(matrix[row * columns + column] - expected);
        worst = Math.max(worst, error / Math.max(1, Math.abs(expected)));
      }
    }
    assertThat(worst).isLessThanOrEqualTo(1e-5);
  }

  @Test
  void aSetAgainstItselfHasOnesOnTheDiagonal() throws IOException {
    String set = parquet("self", random(9, 192, 3));
    CompareResult result =
        new CompareJob(SparkFixture.context(), CompareSettings.of(set, set).withRawModel("random"))
            .execute();
    float[] matrix = new ScoreBlocks(SparkFixture.warehouse()).read(result.runId(), 9, 9);
    for (int i = 0; i < 9; i++) {
      assertThat(matrix[i * 9 + i]).isCloseTo(1f, org.assertj.core.data.Offset.offset(1e-6f));
    }
  }

  @Test
  void theOrderIsTheOrdinalWhereThereIsOne() {
    List<Row> rows =
        List.of(
            RowFactory.create("x", 2L, raw(1, 0)),
            RowFactory.create("y", 1L, raw(0, 1)),
            RowFactory.create("z", 3L, raw(-1, 0)));
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("ordinal", DataTypes.LongType)
            .add("voiceprint", DataTypes.StringType);
    String path = folder.resolve("ordered").toString();
    SparkFixture.spark().createDataFrame(rows, schema).write().parquet(path);
    CompareResult result =
        new CompareJob(
                SparkFixture.context(), CompareSettings.of(path, path).withRawModel("random"))
            .execute();
    assertThat(new ScoreBlocks(SparkFixture.warehouse()).members(result.runId(), Side.A))
        .containsExactly("y", "x", "z");
  }

  @Test
  void oneBadVoiceprintRejectsTheTaskBeforeScoring() throws IOException {
    CompareResult result =
        new CompareJob(SparkFixture.context(), compare(array(raw(1, 0), "%%%"), array(raw(1, 0))))
            .execute();
    assertThat(result.state()).isEqualTo(State.REJECTED);
    assertThat(document(result))
        .contains("\"type\":\"task.validation-error\",\"message\":\"Task validation error.\"")
        .contains("\"location\":[\"voiceprints_a\",1]")
        .contains("voiceprint.bad-base64");
    assertThat(new ScoreBlocks(SparkFixture.warehouse()).hasMatrix(result.runId())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "magic, voiceprint.bad-envelope",
    "checksum, voiceprint.bad-checksum",
    "model, voiceprint.other-model",
    "nan, voiceprint.bad-value"
  })
  void badEnvelopesAreToldApart(String damage, String fault) throws IOException {
    long fingerprint = ModelBundle.loadDefault().fingerprint();
    float[] vector = random(1, 192, 4)[0];
    byte[] envelope = Voiceprint.of(fingerprint, vector).toBytes();
    if (damage.equals("magic")) {
      envelope[0] ^= 1;
    } else if (damage.equals("checksum")) {
      envelope[envelope.length - 1] ^= 1;
    } else if (damage.equals("model")) {
      envelope = Voiceprint.of(fingerprint + 1, vector).toBytes();
    }
    String bad =
        damage.equals("nan") ? raw(Float.NaN, 0) : Base64.getEncoder().encodeToString(envelope);
    Path request = request(array(bad), array(bad));
    CompareSettings settings =
        CompareSettings.ofRequest(request).withRawModel(damage.equals("nan") ? "random" : null);
    CompareResult result = new CompareJob(SparkFixture.context(), settings).execute();
    assertThat(result.state()).isEqualTo(State.REJECTED);
    assertThat(result.detail()).contains("\"" + fault + "\"");
  }

  @Test
  void badRowsOfAParquetSetCanBeSetAside() {
    List<Row> rows =
        List.of(
            RowFactory.create("good", raw(1, 0)),
            RowFactory.create("bad", "!"),
            RowFactory.create("good", raw(0, 1)));
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("voiceprint", DataTypes.StringType);
    String path = folder.resolve("mixed").toString();
    SparkFixture.spark().createDataFrame(rows, schema).write().parquet(path);

    CompareResult strict =
        new CompareJob(
                SparkFixture.context(), CompareSettings.of(path, path).withRawModel("random"))
            .execute();
    assertThat(strict.state()).isEqualTo(State.REJECTED);
    assertThat(strict.detail()).contains("voiceprint.bad-base64").contains("set.duplicate-id");

    CompareResult lenient =
        new CompareJob(
                SparkFixture.context(),
                CompareSettings.of(path, path).withRawModel("random").withBadRows(BadRows.SKIP))
            .execute();
    assertThat(lenient.state()).isEqualTo(State.DONE);
    assertThat(lenient.columns()).isEqualTo(1);
    assertThat(lenient.detail()).contains("voiceprint.bad-base64").contains("set.duplicate-id");
  }

  @Test
  void aNullVoiceprintIsABadRowInItsPlace() {
    List<Row> rows =
        List.of(
            RowFactory.create("a", raw(1, 0)),
            RowFactory.create("b", null),
            RowFactory.create("c", raw(0, 1)),
            RowFactory.create("d", "!"));
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("voiceprint", DataTypes.StringType);
    String path = folder.resolve("nulls").toString();
    SparkFixture.spark().createDataFrame(rows, schema).write().parquet(path);
    CompareSettings settings = CompareSettings.of(path, path).withRawModel("random");

    CompareResult strict = new CompareJob(SparkFixture.context(), settings).execute();
    assertThat(strict.state()).isEqualTo(State.REJECTED);
    assertThat(strict.detail())
        .containsPattern("\\[\"voiceprints_a\",1[^{]*manifest.missing-value")
        .containsPattern("\\[\"voiceprints_a\",3[^{]*voiceprint.bad-base64");

    CompareResult lenient =
        new CompareJob(SparkFixture.context(), settings.withBadRows(BadRows.SKIP)).execute();
    assertThat(lenient.columns()).isEqualTo(2);
    assertThat(lenient.detail()).contains("manifest.missing-value", "voiceprint.bad-base64");
    JsonNode document = new TaskDocument(SparkFixture.warehouse()).of(lenient.taskId());
    assertThat(document.at("/notes/0/location/1").asInt()).isEqualTo(1);
    assertThat(document.at("/notes/1/type").asText()).isEqualTo("voiceprint.bad-base64");
  }

  @Test
  void faultsThatAreNotListedAreCounted() {
    List<Row> rows = new ArrayList<>(List.of(RowFactory.create("good", raw(1, 0))));
    for (int i = 0; i < 130; i++) {
      rows.add(RowFactory.create("bad-" + i, "!"));
    }
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("voiceprint", DataTypes.StringType);
    String path = folder.resolve("many-bad").toString();
    SparkFixture.spark().createDataFrame(rows, schema).write().parquet(path);
    CompareSettings settings =
        CompareSettings.of(path, path).withRawModel("random").withBadRows(BadRows.SKIP);

    JsonNode faults =
        Json.read(new CompareJob(SparkFixture.context(), settings).execute().detail());
    assertThat(faults).hasSize(101);
    assertThat(faults.get(100).get("type").textValue()).isEqualTo("set.more-faults");
    assertThat(faults.get(100).at("/context/count").longValue()).isEqualTo(30);
  }

  @Test
  void anEmptySetIsRejected() throws IOException {
    CompareResult result =
        new CompareJob(SparkFixture.context(), compare("[]", array(raw(1, 0)))).execute();
    assertThat(result.state()).isEqualTo(State.REJECTED);
    assertThat(result.detail()).contains("set.empty").contains("voiceprints_a");
  }

  @Test
  void aRequestOverFiftyThousandIsRefused() throws IOException {
    String one = "\"" + raw(1) + "\"";
    String many = "[" + (one + ",").repeat(50_000) + one + "]";
    assertThatThrownBy(
            () -> new CompareJob(SparkFixture.context(), compare(many, array(raw(1)))).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("voiceprints_a has 50001 voiceprints, a request takes at most 50000");
  }

  @Test
  void aRequestThatIsNotJsonIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), "voiceprints");
    assertThatThrownBy(
            () -> new CompareJob(SparkFixture.context(), CompareSettings.ofRequest(file)).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is not JSON");
  }

  @Test
  void aSetWithoutTheColumnIsRefused() {
    String path = folder.resolve("numbers").toString();
    SparkFixture.spark().range(3).toDF("id").write().parquet(path);
    assertThatThrownBy(
            () -> new CompareJob(SparkFixture.context(), CompareSettings.of(path, path)).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("voiceprints_a has no column voiceprint (string)");
  }

  /** The file system of the tests has less than 400 TB free. */
  @Test
  void aMatrixThatDoesNotFitIsRefusedBeforeWorkStarts() {
    ComparePlan plan =
        ComparePlan.of(
            Outputs.MATRIX, ComparePlan.Sets.TWO, 10_000_000, 10_000_000, 192, WaveLimits.DEFAULT);
    assertThatThrownBy(
            () ->
                FreeSpace.check(
                    SparkFixture.spark(), SparkFixture.warehouse(), plan, java.util.Set.of()))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.error()).isEqualTo(RequestError.STORAGE_CAPACITY_EXCEEDED))
        .hasMessageContaining("takes 408,000,000 MB")
        .hasMessageContaining("--top-k");
    ComparePlan hits =
        ComparePlan.of(
            new Outputs(false, 0.5, 0, Outputs.Of.ROWS),
            ComparePlan.Sets.TWO,
            10_000_000,
            10_000_000,
            192,
            WaveLimits.DEFAULT);
    FreeSpace.check(SparkFixture.spark(), SparkFixture.warehouse(), hits, java.util.Set.of());
  }

  @Test
  void theSameRunAgainChangesNothing() throws IOException {
    String set = parquet("again", random(5, 8, 5));
    CompareResult first =
        new CompareJob(SparkFixture.context(), CompareSettings.of(set, set).withRawModel("random"))
            .execute();
    CompareResult second =
        new CompareJob(
                SparkFixture.context().withRunId(first.runId()),
                CompareSettings.of(set, set).withRawModel("random"))
            .execute();
    assertThat(second.taskId()).isEqualTo(first.taskId());
    String other = parquet("other", random(5, 8, 6));
    assertThatThrownBy(
            () ->
                new CompareJob(
                        SparkFixture.context().withRunId(first.runId()),
                        CompareSettings.of(set, other).withRawModel("random"))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("was planned with other input");
  }

  private CompareSettings compare(String a, String b) throws IOException {
    return CompareSettings.ofRequest(request(a, b)).withRawModel("random");
  }

  private Path request(String a, String b) throws IOException {
    String body = "{\"voiceprints_a\":" + a + ",\"voiceprints_b\":" + b + "}";
    return Files.writeString(folder.resolve("request-" + System.nanoTime() + ".json"), body);
  }

  private static String document(CompareResult result) {
    return new TaskDocument(SparkFixture.warehouse()).of(result.taskId()).toString();
  }

  private String parquet(String name, float[][] vectors) {
    return RawSets.write(folder, name, vectors);
  }

  private static String array(String... voiceprints) {
    return Arrays.stream(voiceprints)
        .map(voiceprint -> "\"" + voiceprint + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static RealVector[] unit(float[][] vectors) {
    return Arrays.stream(vectors)
        .map(
            vector -> {
              double[] wide = new double[vector.length];
              Arrays.setAll(wide, i -> vector[i]);
              return new ArrayRealVector(wide, false).unitVector();
            })
        .toArray(RealVector[]::new);
  }
}
