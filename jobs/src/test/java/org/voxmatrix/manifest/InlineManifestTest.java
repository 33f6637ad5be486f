package org.voxmatrix.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Progress;

class InlineManifestTest {

  @TempDir Path work;
  private Path out;

  @BeforeEach
  void makeRecordings() throws IOException {
    out = work.resolve("m.parquet");
    Files.createDirectories(work.resolve("in"));
    for (int i = 0; i < 10; i++) {
      byte[] content = new byte[1000];
      new Random(i).nextBytes(content);
      Files.write(work.resolve("in/" + i + ".wav"), content);
    }
  }

  @Test
  void theAudioIsInsideInFilesOfLikeSize() throws IOException {
    assertThat(job().execute(Progress.silent()))
        .isEqualTo(new ManifestResult(10, 10_000, 0, null, 0, 10, Map.of()));
    assertThat(out).isDirectoryContaining("glob:**/part-00000.parquet");
    try (var parts = Files.list(out)) {
      assertThat(parts).hasSize(4);
    }
    int i = 0;
    for (GenericRecord row : Manifests.read(out)) {
      assertThat(row.get("recording_id")).hasToString(i + ".wav");
      assertThat(row.get("uri")).hasToString("file://" + work + "/in/" + i + ".wav");
      assertThat((ByteBuffer) row.get("content"))
          .isEqualTo(ByteBuffer.wrap(Files.readAllBytes(work.resolve("in/" + i++ + ".wav"))));
    }
    assertThat(i).isEqualTo(10);
  }

  @Test
  void anOlderManifestIsReplacedWhole() throws IOException {
    job().execute(Progress.silent());
    for (int i = 1; i < 10; i++) {
      Files.delete(work.resolve("in/" + i + ".wav"));
    }
    job().execute(Progress.silent());
    assertThat(Manifests.column(out, "recording_id")).containsExactly("0.wav");
    new ManifestJob(ManifestSettings.of(work + "/in", out.toString()), new Configuration())
        .execute(Progress.silent());
    assertThat(out).isRegularFile();
  }

  @Test
  void aFolderWithOtherFilesIsNotReplaced() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> job().execute(Progress.silent()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is a folder with other files; give another --out.");
    assertThat(out.resolve("thesis.txt")).hasContent("years of work");
  }

  /** What may not be read is not carried into the manifest either, by whatever name. */
  @Test
  void rootsHoldForWhatIsCarriedInside() throws IOException {
    Path secret = Files.writeString(work.resolve("secret.wav"), "root:x:0:0");
    Files.createSymbolicLink(work.resolve("in/link.wav"), secret);
    Path csv = Files.writeString(work.resolve("in/l.csv"), "uri\n../secret.wav\nlink.wav\n0.wav\n");
    for (String source : List.of(work + "/in", csv.toString())) {
      ManifestResult made =
          new ManifestJob(
                  ManifestSettings.of(source, out.toString())
                      .withAudio(AudioPlace.INLINE)
                      .withAllowedRoots(List.of(work + "/in")),
                  new Configuration())
              .execute(Progress.silent());
      assertThat(made.forbidden()).as(source).isPositive();
      assertThat(Manifests.read(out))
          .filteredOn(row -> row.get("content") != null)
          .isNotEmpty()
          .extracting(row -> ((ByteBuffer) row.get("content")).remaining())
          .containsOnly(1000);
    }
  }

  private ManifestJob job() {
    ManifestSettings settings =
        ManifestSettings.of(work + "/in", out.toString())
            .withAudio(AudioPlace.INLINE)
            .withPartBytes(3000);
    return new ManifestJob(settings, new Configuration());
  }
}
