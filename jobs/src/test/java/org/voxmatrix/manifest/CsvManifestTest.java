package org.voxmatrix.manifest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Progress;

class CsvManifestTest {

  @TempDir Path work;

  @BeforeEach
  void makeRecordings() throws IOException {
    Files.createDirectories(work.resolve("sub"));
    Files.write(work.resolve("sub/a b.wav"), new byte[11]);
    Files.write(work.resolve("c.wav"), new byte[2]);
  }

  @Test
  void columnsHaveTheTypesOfTheContract() throws IOException {
    make(
        "\ufeffrecording_id,uri,channels,channel_mode,start,end,ordinal,profile_id,shelf\r\n"
            + "one,sub/a b.wav,0;1,mix,0.5,9,7,p1,\"top, left\"\r\n"
            + ",c.wav,,,,,,,\r\n");
    List<GenericRecord> rows = Manifests.read(work.resolve("m.parquet"));
    GenericRecord one = rows.get(0);
    assertThat(one.get("recording_id")).hasToString("one");
    assertThat(one.get("uri")).hasToString("file://" + work + "/sub/a%20b.wav");
    assertThat(one.get("size")).isEqualTo(11L);
    assertThat(one.get("channels"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(0, 1);
    assertThat(one.get("channel_mode")).hasToString("mix");
    assertThat(one.get("start")).isEqualTo(0.5);
    assertThat(one.get("end")).isEqualTo(9.0);
    assertThat(one.get("ordinal")).isEqualTo(7L);
    assertThat(one.get("profile_id")).hasToString("p1");
    assertThat(one.get("shelf")).hasToString("top, left");
    GenericRecord two = rows.get(1);
    assertThat(two.get("recording_id")).hasToString("c.wav");
    assertThat(two.get("size")).isEqualTo(2L);
    assertThat(two.get("channels")).isNull();
    assertThat(two.get("start")).isNull();
  }

  @Test
  void cellsAreWhatRfc4180Says() throws IOException {
    Files.write(work.resolve(" d.wav"), new byte[7]);
    make("uri , shelf,ordinal\n d.wav,\" he said \"\"so\"\",\nthen \\ left \", 7 \nc.wav,, \n");
    GenericRecord row = Manifests.read(work.resolve("m.parquet")).get(0);
    assertThat(row.get("size")).isEqualTo(7L);
    assertThat(row.get("shelf")).hasToString(" he said \"so\",\nthen \\ left ");
    assertThat(row.get("ordinal")).isEqualTo(7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void linesWithinACellEndAsTheyDid(String end) throws IOException {
    make("uri,shelf" + end + "c.wav,\"a\r\nb\nc\rd\"" + end);
    assertThat(Manifests.column(work.resolve("m.parquet"), "shelf"))
        .containsExactly("a\r\nb\nc\rd");
  }

  @Test
  void bytesOfAnotherEncodingAreRefusedUntilItIsNamed() throws IOException {
    Path list = work.resolve("l.csv");
    for (Charset encoding :
        List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_8)) {
      ManifestSettings settings = ManifestSettings.of(list.toString(), work + "/m.parquet");
      Files.writeString(
          list,
          "uri,recording_id,shelf\n"
              + IntStream.range(0, 9_000).mapToObj("c.wav,%d,x\n"::formatted).collect(joining())
              + "c.wav,last,Müller\n",
          encoding);
      if (!encoding.equals(StandardCharsets.UTF_8)) {
        assertThatThrownBy(() -> run(settings))
            .isInstanceOfSatisfying(
                RequestException.class,
                e -> assertThat(e.detail().get(0).location()).containsExactly("encoding"))
            .hasMessage("l.csv is not in UTF-8: give its encoding, as in --encoding ISO-8859-1.");
      }
      run(settings.withEncoding(encoding));
      assertThat(Manifests.column(work.resolve("m.parquet"), "shelf")).endsWith("Müller");
    }
  }

  @Test
  void urisStayAsTheyAreAndMissingFilesHaveNoSize() throws IOException {
    ManifestResult result =
        make("uri\nfile:" + work + "/sub/a%20b.wav\n" + work + "/c.wav\nhdfs-not/there.wav\n");
    assertThat(result)
        .isEqualTo(new ManifestResult(3, 13, 1, "hdfs-not/there.wav", 0, 0, Map.of()));
    assertThat(Manifests.column(work.resolve("m.parquet"), "uri"))
        .containsExactly(
            "file://" + work + "/sub/a%20b.wav",
            "file://" + work + "/c.wav",
            "file://" + work + "/hdfs-not/there.wav");
  }

  /** Another host's file is not ours of the same name: the extraction rejects it. */
  @Test
  void anotherHostStays() throws IOException {
    ManifestResult result =
        make("uri\nfile://localhost" + work + "/c.wav\nfile://elsewhere" + work + "/c.wav\n");
    assertThat(result.missing()).isEqualTo(1);
    assertThat(Manifests.column(work.resolve("m.parquet"), "uri"))
        .containsExactly(
            "file://localhost" + work + "/c.wav", "file://elsewhere" + work + "/c.wav");
  }

  @Test
  void aUriWithASpaceIsTakenAsItWasMeant() throws IOException {
    make("uri\nfile:" + work + "/sub/a b.wav\n");
    assertThat(Manifests.column(work.resolve("m.parquet"), "size")).containsExactly("11");
  }

  @Test
  void tabsSeparateInATsvFile() throws IOException {
    Path list = Files.writeString(work.resolve("l.tsv"), "uri\tlocale\nc.wav\tcs-CZ\n");
    new ManifestJob(ManifestSettings.of(list.toString(), work + "/m.parquet"), new Configuration())
        .execute(Progress.silent());
    assertThat(Manifests.column(work.resolve("m.parquet"), "locale")).containsExactly("cs-CZ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          channels     | 0;x  | channel numbers from 0, such as '0' or '0;1'
          channels     | -1   | channel numbers from 0, such as '0' or '0;1'
          channel_mode | both | split or mix
          start        | NaN  | seconds, 0 or more
          end          | -3   | seconds, 0 or more
          ordinal      | 1.5  | a whole number
          """)
  void aBadCellIsNamed(String column, String cell, String meaning) {
    assertThatThrownBy(() -> make("uri," + column + "\nc.wav,\nsub/a b.wav," + cell + "\n"))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.detail().get(0).location()).containsExactly(3L, column))
        .hasMessage("l.csv, line 3: %s is '%s'; it must be %s.".formatted(column, cell, meaning));
  }

  @Test
  void duplicateIdsAreRefusedWithBothLines() {
    assertThatThrownBy(() -> make("uri,recording_id\nc.wav,x\nc.wav,y\nsub/a b.wav,x\n"))
        .isInstanceOfSatisfying(
            RequestException.class,
            e ->
                assertThat(e.detail().get(0).type())
                    .isEqualTo(Fault.MANIFEST_DUPLICATE_RECORDING_ID.type()))
        .hasMessage("l.csv, line 4: recording_id is the same as on line 2; make it unique.");
    assertThat(work.resolve("m.parquet")).doesNotExist();
    assertThat(work)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("."));
  }

  @Test
  void aFileWithoutAUriColumnIsRefused() {
    assertThatThrownBy(() -> make("URI,x\nc.wav,1\n"))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.error()).isEqualTo(RequestError.REQUEST_VALIDATION_ERROR))
        .hasMessage("l.csv has no column 'uri' in its first line; found: URI, x.");
    assertThatThrownBy(() -> make("")).hasMessageContaining("has no column 'uri'");
  }

  @Test
  void anEmptyUriOrListIsRefused() {
    assertThatThrownBy(() -> make("uri,x\n,1\n"))
        .hasMessage("l.csv, line 2: uri is empty; fill it.");
    assertThatThrownBy(() -> make("uri,x\n")).hasMessageContaining("no line below its header");
  }

  @Test
  void columnNamesMustBeUsableInTables() {
    assertThatThrownBy(() -> make("uri,Speaker ID\nc.wav,1\n"))
        .hasMessageContaining("has a column 'Speaker ID'; rename it");
    assertThatThrownBy(() -> make("uri,x,x\nc.wav,1,2\n"))
        .hasMessageContaining("has a column 'x'; rename it");
  }

  @Test
  void whatIsNotTextIsRefused() throws IOException {
    byte[] noise = new byte[3 << 20];
    new java.util.Random(1).nextBytes(noise);
    Path list = Files.write(work.resolve("l.csv"), noise);
    assertThatThrownBy(
            () ->
                new ManifestJob(
                        ManifestSettings.of(list.toString(), "manifest.parquet"),
                        new Configuration())
                    .execute(Progress.silent()))
        .isInstanceOf(RequestException.class);
  }

  private ManifestResult make(String csv) throws IOException {
    Path list = Files.writeString(work.resolve("l.csv"), csv);
    return run(ManifestSettings.of(list.toString(), work + "/m.parquet"));
  }

  private static ManifestResult run(ManifestSettings settings) {
    return new ManifestJob(settings, new Configuration()).execute(Progress.silent());
  }
}
