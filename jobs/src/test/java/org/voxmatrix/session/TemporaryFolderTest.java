package org.voxmatrix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.storage.Owner;

class TemporaryFolderTest {

  private static final Owner SELF = Owner.self();
  private static final String KERNEL = SELF.kernel().replace('/', '-');

  @TempDir Path folder;

  @Test
  void eachPlaceHasAFolderOfThisProcess() throws IOException {
    Path a = Files.createDirectory(folder.resolve("a"));
    Path b = Files.createDirectory(folder.resolve("b"));
    String own =
        "voxmatrix-%s/%d-%d-%s"
            .formatted(System.getProperty("user.name"), SELF.pid(), SELF.started(), KERNEL);
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThat(TemporaryFolder.in(a + ", " + b + "," + file))
        .isEqualTo(a.resolve(own) + "," + b.resolve(own) + "," + file);
    for (Path made : List.of(a.resolve(own), a.resolve(own).getParent(), b.resolve(own))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
    Files.writeString(a.resolve(own).resolve("block"), "x");
    assertThat(TemporaryFolder.in("" + a)).isEqualTo("" + a.resolve(own));
    assertThat(a.resolve(own).resolve("block")).exists();
  }

  @Test
  void usersWithoutAnEntryInPasswdDoNotShareOne() throws Exception {
    String name = System.setProperty("user.name", "?");
    try {
      assertThat(Path.of(TemporaryFolder.in("" + folder)).getParent())
          .isEqualTo(folder.resolve("voxmatrix-" + Files.getOwner(folder).getName()));
    } finally {
      System.setProperty("user.name", name);
    }
  }

  @Test
  void onlyWhatIsKnownToBeOfAnEndedProcessGoes() throws Exception {
    Path all = ofUser();
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    String dead = left(all, ended.pid() + "-1-" + KERNEL);
    String reused = left(all, SELF.pid() + "-1-" + KERNEL);
    String boot = KERNEL.substring(0, KERNEL.lastIndexOf('-'));
    String elsewhere = left(all, ended.pid() + "-1-" + boot + "-1");
    String unknown = left(all, UUID.randomUUID().toString());
    Path kept = Files.writeString(folder.resolve("kept"), "x");
    Files.createSymbolicLink(all.resolve(dead).resolve("link"), folder);

    TemporaryFolder.in("" + folder);

    try (Stream<Path> files = Files.list(all)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              elsewhere, unknown, "%d-%d-%s".formatted(SELF.pid(), SELF.started(), KERNEL))
          .doesNotContain(dead, reused);
    }
    assertThat(kept).exists();
  }

  /** Where another one is used, as the user's is not the user's alone, it is used again. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsLeftInPlaceOfItGoesToo(boolean mended) throws Exception {
    Path all = ofUser();
    Files.setPosixFilePermissions(all, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path other = Path.of(TemporaryFolder.in("" + folder)).getParent();
    assertThat(other.getParent()).isEqualTo(folder);
    assertThat(other).isNotEqualTo(all);
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    String dead = left(other, ended.pid() + "-1-" + KERNEL);
    if (mended) {
      Files.setPosixFilePermissions(all, PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(Path.of(TemporaryFolder.in("" + folder)).getParent())
        .isEqualTo(mended ? all : other);
    assertThat(other.resolve(dead)).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(all, other);
    }
  }

  @Test
  void whatIsOfAnEarlierBootGoesFromDisksOfThisMachine() throws Exception {
    assumeThat(Files.getFileStore(folder).type()).isIn("ext4", "xfs", "btrfs", "tmpfs", "overlay");
    Path all = ofUser();
    String rebooted = left(all, SELF.pid() + "-1-" + UUID.randomUUID() + "-4026531836");
    TemporaryFolder.in("" + folder);
    assertThat(all.resolve(rebooted)).doesNotExist();
  }

  private Path ofUser() throws IOException {
    return Files.createDirectory(
        folder.resolve("voxmatrix-" + System.getProperty("user.name")),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static String left(Path all, String name) throws IOException {
    Path blocks = Files.createDirectories(all.resolve(name).resolve("blockmgr-1/0a"));
    Files.writeString(blocks.resolve("rdd_0_0"), "x");
    return name;
  }
}
