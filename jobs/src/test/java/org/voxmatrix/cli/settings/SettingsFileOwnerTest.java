package org.voxmatrix.cli.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;

/** A settings file that lies in the current folder. */
class SettingsFileOwnerTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("voxmatrix.conf"), "strict = true");
  }

  @Test
  void theUsersOwnIsTaken() {
    SettingsFile.requireOwn(file);
  }

  @Test
  void oneThatAnybodyMayWriteIsRefused() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> SettingsFile.requireOwn(file))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is of another user, or anybody may write it");
  }

  @Test
  void oneOfAnotherUserIsRefused() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThatThrownBy(() -> SettingsFile.requireOwn(file))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(file.toString(), "--conf");
  }
}
