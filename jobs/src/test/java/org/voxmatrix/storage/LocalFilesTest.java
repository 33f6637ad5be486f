package org.voxmatrix.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {

  @TempDir java.nio.file.Path folder;

  @Test
  void filesAreAsHadoopsOwnMakesAndSeesThem() throws IOException {
    try (FileSystem ours = open(new LocalFiles());
        FileSystem hadoops = open(new RawLocalFileSystem())) {
      for (String mode : new String[] {"rw-r--r--", "rwxr-x---", "rw-------"}) {
        Path file = new Path(folder.toUri().toString(), mode);
        ours.create(file).close();
        ours.setPermission(file, FsPermission.valueOf("-" + mode));
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(mode))))
            .isEqualTo(mode);
        FileStatus seen = ours.getFileStatus(file);
        FileStatus expected = hadoops.getFileStatus(file);
        // Asked first: Hadoop has not looked at owner and mode before.
        assertThat(seen.getPermission()).isEqualTo(expected.getPermission());
        assertThat("DeprecatedRawLocal" + seen).isEqualTo(expected.toString());
      }
      assertThat(ours.listStatus(new Path(folder.toUri()))).hasSize(3);
    }
  }

  @Test
  void whatIsMissingIsSaidAsHadoopSaysIt() throws IOException {
    try (FileSystem ours = open(new LocalFiles())) {
      assertThatThrownBy(() -> ours.getFileStatus(new Path(folder.toUri().toString(), "none")))
          .isInstanceOf(FileNotFoundException.class);
    }
  }

  @Test
  void thereAreNoChecksumsAndNamesMayHaveColons() throws IOException {
    Files.write(folder.resolve(".old:1.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3});
    Files.write(folder.resolve("old:1"), new byte[] {7});
    try (FileSystem ours = open(new LocalFiles())) {
      try (InputStream in = ours.open(new Path(folder.resolve("old:1").toUri()))) {
        assertThat(in.readAllBytes()).containsExactly(7);
      }
      ours.create(new Path(folder.resolve("new:1").toUri())).close();
      ours.rename(
          new Path(folder.resolve("new:1").toUri()), new Path(folder.resolve("new:2").toUri()));
      assertThat(folder.resolve("new:2")).exists();
      assertThat(ours.delete(new Path(folder.resolve("old:1").toUri()), false)).isTrue();
    }
    assertThat(folder.toFile().list()).containsExactly("new:2");
  }

  @Test
  void globsFindWhatHadoopsFind() throws IOException {
    for (String name : new String[] {"a/1.x", "a/2.x", "a/b/3.x", "c/4.y", "c/[5].x"}) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), name);
    }
    try (FileSystem ours = open(new LocalFiles());
        FileSystem hadoops = open(new RawLocalFileSystem())) {
      for (String glob :
          new String[] {
            "*",
            "a/*.x",
            "*/*.x",
            "{a,c}/*",
            "a/[!1].x",
            "a/?.x",
            "a/1.x",
            "none",
            "none*",
            "c/\\[5\\].x",
            "a/{1,none}.x",
            "{a/1.x,c/*.y}",
            "none/*"
          }) {
        Path pattern = new Path(folder.toUri().getPath() + "/" + glob);
        assertThat(ours.globStatus(pattern)).as(glob).isEqualTo(hadoops.globStatus(pattern));
      }
      Files.writeString(folder.resolve("a/12:30.x"), "");
      assertThat(ours.globStatus(new Path(folder.toUri().getPath() + "/a/*.x")))
          .extracting(status -> status.getPath().getName())
          .containsExactly("1.x", "12:30.x", "2.x");
    }
  }

  private static FileSystem open(FileSystem files) throws IOException {
    files.initialize(URI.create("file:///"), new Configuration());
    return files;
  }
}
