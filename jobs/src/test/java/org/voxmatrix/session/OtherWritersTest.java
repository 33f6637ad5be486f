package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.CapturedLog;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.recordings.Manifest;

/** What pandas, polars, DuckDB and Arrow write; {@code make.py} beside the files makes them. */
class OtherWritersTest {

  private static final Path FILES = Path.of("src", "test", "resources", "parquet").toAbsolutePath();

  @ParameterizedTest
  @CsvSource({
    "arrow, 'nanos,nanos_utc,micros,date,duration,uint32,fixed,blob,nested,map,odd `name`. '",
    "pandas, 'nanos,kind_of,gap,delta'",
    "polars, 'kind_of,nanos,nested'",
    "duckdb, 'nanos,tiny,huge,bits,enum,nested,map'",
    "encodings, 'text'"
  })
  void aManifestOfEachIsRead(String writer, String others) {
    try (Manifest manifest = Manifest.open(SparkFixture.spark(), file(writer))) {
      assertThat(manifest.entries(Progress.silent()))
          .extracting(Manifest.Entry::recordingId)
          .containsExactly("first", "second");
      assertThat(manifest.others()).contains(others.split(","));
    }
  }

  @Test
  void whatAJobNeedsHasItsValue() {
    try (Manifest manifest = Manifest.open(SparkFixture.spark(), file("arrow"))) {
      assertThat(manifest.entries(Progress.silent()))
          .extracting(Manifest.Entry::size)
          .containsExactly(1L, 1L << 40);
    }
    Dataset<Row> rows = open("arrow", Set.of("start", "channels", "locale")).rows();
    assertThat(rows.columns()).doesNotContain("locale");
    Row second = rows.where("recording_id = 'second'").select("channels", "ordinal").first();
    assertThat(second.<Integer>getList(0)).containsExactly(0, 1);
    assertThat(((Number) second.get(1)).longValue()).isEqualTo(2);
    assertThat(rows.where("recording_id = 'first'").select("start").first().getDecimal(0))
        .isEqualByComparingTo(new BigDecimal("0.25"));
  }

  @ParameterizedTest
  @CsvSource({"arrow, nanos", "arrow, nanos_utc", "pandas, nanos", "duckdb, nanos"})
  void nanosecondsAreTimes(String writer, String column) {
    assertThat(
            open(writer, Set.of())
                .rows()
                .where("recording_id = 'first'")
                .selectExpr("string(" + column + ")")
                .first()
                .getString(0))
        .isEqualTo("2023-11-14 22:13:20.123456");
  }

  @Test
  void whatSparkCannotReadIsLeftOutAndNamed() {
    try (CapturedLog log = CapturedLog.open()) {
      Dataset<Row> rows = open("arrow", Set.of()).rows();
      assertThat(rows.columns())
          .doesNotContain("time", "time_millis", "half", "uuid", "nested_nanos", "decimal256");
      assertThat(rows.count()).isEqualTo(2);
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("WARN"))
          .anySatisfy(line -> assertThat(line).contains("Column uuid of ", " is UUID: it is left"))
          .hasSize(6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "arrow, uuid, 'is UUID: write it as another type, in all files alike.'",
    "arrow, half, is FLOAT16",
    "arrow, time, 'is TIME(NANOS,false)'",
    "duckdb, span, is INTERVAL",
    "brotli, voiceprint, 'is compressed with BROTLI: write it plainly, with zstd or snappy, and short cells.'",
    "encodings, split, is encoded with BYTE_STREAM_SPLIT: write it plainly"
  })
  void oneThatIsNeededIsNamedWithItsType(String writer, String column, String found) {
    assertThatThrownBy(() -> open(writer, Set.of(column)))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> {
              assertThat(e.detail().get(0).type()).isEqualTo(Fault.REQUEST_BAD_COLUMN_TYPE.type());
              assertThat(e.detail().get(0).location()).isEqualTo(List.of("a", column));
            })
        .hasMessageContaining("Column " + column + " of file:" + file(writer) + " " + found);
  }

  /** As Spark 3.5 sees FLOAT16: the number of the type in the footer is one that nobody knows. */
  @Test
  void aTypeOfALaterParquetIsNamed(@TempDir Path folder) throws IOException {
    byte[] file = Files.readAllBytes(Path.of(file("arrow")));
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int at = text.lastIndexOf("\u00FC\0\0", text.length() - 8);
    ByteBuffer later = ByteBuffer.allocate(file.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    later.put(file, 0, at).put((byte) 0x0C).put((byte) 60).put(file, at + 1, file.length - at - 1);
    later.putInt(later.capacity() - 8, later.getInt(later.capacity() - 8) + 1);
    Path path = Files.write(folder.resolve("later.parquet"), later.array());
    assertThatThrownBy(
            () -> ParquetInput.open(SparkFixture.spark(), path.toString(), "a", Set.of()))
        .isInstanceOf(RequestException.class)
        .hasMessageMatching(
            "Column half of file:\\S+ has a type that Spark 4\\S* does not know: .*");
  }

  @Test
  void aCodecThatIsMissingHarmsItsColumnOnly() {
    Dataset<Row> rows = open("brotli-note", Set.of("id", "voiceprint")).rows();
    assertThat(rows.columns()).containsExactly("id", "voiceprint");
    assertThat(rows.orderBy("id").collectAsList())
        .extracting(row -> row.getString(0) + row.getString(1))
        .containsExactly("firstx", "secondy");
  }

  @Test
  void audioInTheFormOfHuggingFaceIsInline(@TempDir Path folder) {
    String path = folder.resolve("data").toString();
    SparkFixture.spark()
        .range(2)
        .selectExpr(
            "named_struct('bytes', if(id = 0, binary('abcde'), null), 'path', concat(id, '.wav'))"
                + " AS audio")
        .write()
        .parquet(path);
    try (Manifest manifest = Manifest.open(SparkFixture.spark(), path)) {
      assertThat(manifest.entries(Progress.silent()))
          .extracting(entry -> entry.recordingId() + " " + entry.uri() + " " + entry.size())
          .containsExactlyInAnyOrder("0.wav null 5", "1.wav 1.wav -1");
      assertThat(manifest.others()).isEmpty();
    }
  }

  @Test
  void audioWithoutPathsIsCalledByItsPlace(@TempDir Path folder) {
    String path = folder.resolve("data").toString();
    SparkFixture.spark()
        .range(0, 2, 1, 1)
        .selectExpr(
            "named_struct('bytes', binary('abcde'), 'path', if(id = 0, 'a.wav', null)) AS audio")
        .write()
        .parquet(path);
    try (Manifest manifest = Manifest.open(SparkFixture.spark(), path)) {
      List<String> ids =
          manifest.entries(Progress.silent()).stream().map(Manifest.Entry::recordingId).toList();
      assertThat(ids.get(0)).isEqualTo("a.wav");
      assertThat(ids.get(1)).matches("part-0\\S*\\.parquet#1");
    }
  }

  @Test
  void wholeNumbersAreIdsAndThoseTooLargeAreNoSizes(@TempDir Path folder) {
    String path = folder.resolve("data").toString();
    SparkFixture.spark()
        .range(2)
        .selectExpr(
            "id + 9 AS recording_id",
            "'file:/a.wav' AS uri",
            "CAST(18446744073709551615 AS decimal(20)) AS size",
            "CAST(18446744073709551615 AS decimal(20)) AS ordinal")
        .write()
        .parquet(path);
    try (Manifest manifest = Manifest.open(SparkFixture.spark(), path)) {
      assertThat(manifest.entries(Progress.silent()))
          .extracting(entry -> entry.recordingId() + " " + entry.size())
          .containsExactlyInAnyOrder("9 -1", "10 -1");
    }
  }

  /** As pandas writes whole numbers of which some are missing. */
  @Test
  void sizesMayBeFractions(@TempDir Path folder) {
    String path = folder.resolve("data").toString();
    SparkFixture.spark()
        .range(3)
        .selectExpr(
            "id AS recording_id",
            "'file:/a.wav' AS uri",
            "CASE id WHEN 0 THEN 1024D WHEN 1 THEN double('NaN') END AS size")
        .write()
        .parquet(path);
    try (Manifest manifest = Manifest.open(SparkFixture.spark(), path)) {
      assertThat(manifest.entries(Progress.silent()))
          .extracting(entry -> entry.recordingId() + " " + entry.size())
          .containsExactlyInAnyOrder("0 1024", "1 -1", "2 -1");
    }
  }

  private static String file(String writer) {
    return FILES.resolve(writer + ".parquet").toString();
  }

  private static ParquetInput open(String writer, Set<String> needed) {
    return ParquetInput.open(SparkFixture.spark(), file(writer), "a", needed);
  }
}
