package org.voxmatrix.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

  @TempDir Path folder;

  @AfterEach
  void clear() {
    System.clearProperty(PrivateFiles.SPARK_UMASK);
  }

  @Test
  void nobodyElseMayReadThem() throws Exception {
    Path deep = PrivateFiles.folder(folder.resolve("a/b"));
    assertThat(permissions(deep)).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("a"))).isEqualTo("rwx------");
    assertThat(permissions(PrivateFiles.file(deep.resolve("c")))).isEqualTo("rw-------");
  }

  @Test
  void whatIsThereStaysAsItIs() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-x--x"));
    assertThat(permissions(PrivateFiles.folder(there))).isEqualTo("rwxr-x--x");
    Path file = Files.writeString(there.resolve("file"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(permissions(PrivateFiles.file(file))).isEqualTo("rw-r--r--");
    assertThat(file).hasContent("x");
  }

  @Test
  void theGroupMayWhereThatIsAsked() throws Exception {
    System.setProperty(PrivateFiles.SPARK_UMASK, PrivateFiles.GROUP);
    Path deep = PrivateFiles.folder(folder.resolve("a/b"));
    assertThat(permissions(deep)).isEqualTo("rwxr-x---");
    assertThat(permissions(PrivateFiles.file(deep.resolve("c")))).isEqualTo("rw-r-----");
  }

  @Test
  void whatHadoopIsToldComesFirst() {
    Configuration hadoop = new Configuration();
    assertThat(PrivateFiles.umask(hadoop)).isEqualTo("077");
    hadoop.set(FsPermission.UMASK_LABEL, "022");
    assertThat(PrivateFiles.umask(hadoop)).isEqualTo("022");
    assertThat(PrivateFiles.umask(new Configuration(hadoop))).isEqualTo("022");
    System.setProperty(PrivateFiles.SPARK_UMASK, "007");
    assertThat(PrivateFiles.umask(hadoop)).isEqualTo("007");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
