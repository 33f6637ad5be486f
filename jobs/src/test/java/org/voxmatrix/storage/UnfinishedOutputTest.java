package org.voxmatrix.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedOutputTest {

  @TempDir Path folder;
  private FileSystem files;
  private UnfinishedOutput output;

  @BeforeEach
  void begin() throws IOException {
    files = new LocalFiles();
    files.initialize(folder.toUri(), new Configuration());
    output =
        new UnfinishedOutput(files, new org.apache.hadoop.fs.Path("file:" + folder + "/a b:c"));
  }

  @Test
  void theNameIsGivenAtTheEndAndWhatKilledOnesLeftGoes() throws IOException {
    Files.writeString(folder.resolve("a b:c"), "old");
    Owner self = Owner.self();
    String ended = new Owner("any", self.pid(), self.started() + 1, self.kernel()).fileName();
    Files.createDirectories(folder.resolve(hidden(ended) + "/deep"));
    String live = hidden(self.fileName());
    Files.createDirectory(folder.resolve(live));
    Files.writeString(folder.resolve(".a b:c.conf"), "x");
    Files.writeString(folder.resolve(".a b." + "0".repeat(36)), "x");
    files.create(output.path()).close();
    assertThat(folder.resolve("a b:c")).hasContent("old");

    output.publish();
    output.discard();

    assertThat(names())
        .containsExactlyInAnyOrder(".a b." + "0".repeat(36), live, ".a b:c.conf", "a b:c");
    assertThat(folder.resolve("a b:c")).isEmptyFile();
  }

  @Test
  void whatHasTheNameStaysWhereTheNewOneIsLost() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("a b:c")).resolve("old"), "old");
    assertThatThrownBy(output::publish).isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("a b:c");
    assertThat(folder.resolve("a b:c/old")).hasContent("old");
  }

  @Test
  void whatIsDiscardedIsGone() throws IOException {
    files.mkdirs(output.path());
    assertThat(names()).hasSize(1);
    output.discard();
    assertThat(names()).isEmpty();
  }

  private static String hidden(String owner) {
    return ".a b_c." + UUID.randomUUID() + "." + owner;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
