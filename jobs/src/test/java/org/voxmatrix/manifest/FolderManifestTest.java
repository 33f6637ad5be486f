package org.voxmatrix.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Progress;

class FolderManifestTest {

  @TempDir Path work;

  @Test
  void audioIsListedByNameFolderByFolder() throws IOException {
    file("b.wav", 3);
    file("a/z.FLAC", 5);
    file("a.mp3", 7);
    file("notes.txt", 1);
    file(".hidden.wav", 1);
    ManifestResult result = job().execute(Progress.silent());
    assertThat(result)
        .isEqualTo(new ManifestResult(3, 15, 0, null, 0, 0, Map.of(".txt", 1L, "hidden", 1L)));
    assertThat(column("recording_id")).containsExactly("a/z.FLAC", "a.mp3", "b.wav");
    assertThat(column("size")).containsExactly("5", "7", "3");
  }

  @Test
  void whatIsLeftOutIsCountedByItsEnding() throws IOException {
    for (String name : List.of("a.wav", "b.M4A", "c.txt", "x/d.TXT", "e.zip", "f", "g.a name")) {
      file(name, 1);
    }
    assertThat(job().execute(Progress.silent()).others())
        .isEqualTo(Map.of(".txt", 2L, ".zip", 1L, "none", 2L));
    assertThat(column("recording_id")).containsExactly("a.wav", "b.M4A");
    assertThat(job(work.resolve("in") + "/*.wav").execute(Progress.silent()).others()).isEmpty();
  }

  @Test
  void whatIsHiddenIsCounted() throws IOException {
    for (String name : List.of("a.wav", ".b.wav", ".DS_Store", ".c/d.wav", "x/.e/f.wav")) {
      file(name, 1);
    }
    assertThat(job().execute(Progress.silent()).others()).isEqualTo(Map.of("hidden", 3L));
    assertThat(column("recording_id")).containsExactly("a.wav");
  }

  @Test
  void anyFileNameIsFoundAgainThroughItsUri() throws IOException {
    String decomposed = "u\u0308n\u0131\u30c4";
    for (String name : List.of("a b", "50%41", "x#y", "q?", decomposed, "12:30", "\ud83c\udfa4")) {
      file(name + ".wav", name.length());
    }
    job().execute(Progress.silent());
    for (String uri : column("uri")) {
      assertThat(uri).matches("file:///[!-~]+");
      assertThat(Path.of(URI.create(uri))).isRegularFile();
    }
    assertThat(column("recording_id")).hasSize(7).contains(decomposed + ".wav");
  }

  @Test
  void allFilesAreTakenWhenAskedFor() throws IOException {
    file("call-0001", 4);
    ManifestSettings all =
        ManifestSettings.of(work.resolve("in").toString(), out()).withFiles(FileChoice.ALL);
    new ManifestJob(all, new Configuration()).execute(Progress.silent());
    assertThat(column("recording_id")).containsExactly("call-0001");
  }

  @Test
  void aLinkToAFolderAboveIsNotFollowed() throws IOException {
    file("a.wav", 1);
    Files.createSymbolicLink(work.resolve("in/loop"), work.resolve("in"));
    job().execute(Progress.silent());
    assertThat(column("recording_id")).containsExactly("a.wav");
  }

  @Test
  void aDanglingLinkIsListedAsMissing() throws IOException {
    file("a.wav", 1);
    Files.createSymbolicLink(work.resolve("in/gone.wav"), work.resolve("nowhere"));
    ManifestResult result = job().execute(Progress.silent());
    assertThat(result).isEqualTo(new ManifestResult(2, 1, 1, "gone.wav", 0, 0, Map.of()));
    assertThat(column("size")).containsExactly("1", "null");
  }

  @Test
  void aGlobTakesWhatItMatchesAtAnyDepth() throws IOException {
    file("a.raw", 1);
    file("x/b.raw", 1);
    file("x/c.wav", 1);
    job(work.resolve("in") + "/**/*.raw").execute(Progress.silent());
    assertThat(column("recording_id")).containsExactly("a.raw", "x/b.raw");
  }

  @Test
  void aNameWithGlobCharactersIsAFolderIfItIsThere() throws IOException {
    file("[1]/a.wav", 1);
    job(work.resolve("in/[1]").toString()).execute(Progress.silent());
    assertThat(column("recording_id")).containsExactly("a.wav");
  }

  @Test
  void otherFileSystemsAreListedAndWrittenAlike() throws IOException {
    file("x/a b#1.wav", 3);
    Configuration hadoop = new Configuration();
    hadoop.set("fs.viewfs.mounttable.cluster.link./calls", work.resolve("in").toUri().toString());
    hadoop.set("fs.viewfs.mounttable.cluster.link./out", work.toUri().toString());
    for (AudioPlace place : AudioPlace.values()) {
      new ManifestJob(
              ManifestSettings.of("viewfs://cluster/calls", "viewfs://cluster/out/m.parquet")
                  .withAudio(place),
              hadoop)
          .execute(Progress.silent());
      assertThat(column("recording_id")).containsExactly("x/a b#1.wav");
      assertThat(column("uri")).containsExactly("viewfs://cluster/calls/x/a%20b%231.wav");
      assertThat(column("size")).containsExactly("3");
    }
  }

  /** S3A buffers what it writes on what {@code getLocal} gives, and casts it. */
  @Test
  void localDisksWithoutChecksumsServeS3aToo() throws IOException {
    Configuration hadoop = ManifestJob.withoutChecksums(new Configuration());
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(work.resolve("x").toUri());
    FileSystem.getLocal(hadoop).create(file).close();
    assertThat(work.toFile().list()).contains("x").doesNotContain(".x.crc");
  }

  @Test
  void anEmptyFolderLeavesTheOldManifest() throws IOException {
    file("a.wav", 1);
    job().execute(Progress.silent());
    Files.delete(work.resolve("in/a.wav"));
    assertThatThrownBy(() -> job().execute(Progress.silent()))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith("No recordings in '" + work.resolve("in") + "'")
        .hasMessageContaining("--all-files");
    assertThat(column("recording_id")).containsExactly("a.wav");
    assertThat(work)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("."));
  }

  @Test
  @Timeout(60)
  void onlyAManifestIsReplaced() throws Exception {
    file("a.wav", 1);
    Path other = Files.writeString(work.resolve("list.csv"), "uri\na.wav\n");
    Path pipe = work.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path out : List.of(other, pipe, work.resolve("in/a.wav"))) {
      assertThatThrownBy(() -> job("" + work.resolve("in"), "" + out).execute(Progress.silent()))
          .as(out.toString())
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("give another --out");
    }
    assertThat(other).hasContent("uri\na.wav");
    assertThat(work.resolve("in/a.wav")).hasSize(1);
    assertThatThrownBy(() -> job(pipe.toString()).execute(Progress.silent()))
        .hasMessageContaining("is a pipe or a device; write it to a .csv file first");
    Files.createFile(work.resolve("m.parquet"));
    job().execute(Progress.silent());
    job().execute(Progress.silent());
    assertThat(column("recording_id")).containsExactly("a.wav");
  }

  @Test
  void aManifestMayHaveAnyName() throws IOException {
    file("a.wav", 1);
    for (String name : List.of("12:30.parquet", " a b#%41?.parquet", "\u00fc")) {
      job("" + work.resolve("in"), "" + work.resolve(name)).execute(Progress.silent());
      assertThat(work.resolve(name)).isRegularFile();
    }
  }

  @Test
  void whatIsNotThereOrNotAListIsSaid() throws IOException {
    file("a.wav", 1);
    assertThatThrownBy(() -> job("/nowhere").execute(Progress.silent()))
        .hasMessage("'/nowhere' does not exist; check the path.");
    assertThatThrownBy(() -> job("/nowhere/*.wav").execute(Progress.silent()))
        .hasMessage("Folder '/nowhere/' does not exist; check the glob.");
    assertThatThrownBy(() -> job(work + "/in/a.wav").execute(Progress.silent()))
        .hasMessageContaining("is a file; give a folder, a quoted glob, or a .csv");
    assertThatThrownBy(() -> job("nofs://host/x").execute(Progress.silent()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Hadoop has no file system 'nofs'");
  }

  private ManifestJob job() {
    return job(work.resolve("in").toString());
  }

  private ManifestJob job(String source) {
    return job(source, out());
  }

  private ManifestJob job(String source, String out) {
    return new ManifestJob(ManifestSettings.of(source, out), new Configuration());
  }

  private String out() {
    return work.resolve("m.parquet").toString();
  }

  private List<String> column(String name) throws IOException {
    return Manifests.column(work.resolve("m.parquet"), name);
  }

  private void file(String name, int size) throws IOException {
    Path file = work.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[size]);
  }
}
