package org.voxmatrix.jobs.nights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;

class NightFolderTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 10);

  @TempDir Path folder;

  @Test
  void aPlaceThatRefusesIsNamed() {
    assertThatThrownBy(
            () -> NightFolder.of("nosuch://h/nights", new Configuration()).clean(List.of()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("Folder nosuch://h/nights is on a file system that is not supported");
  }

  @Test
  void onlyManifestsOfNightsThatAreDoneGo() throws IOException {
    for (String name :
        List.of("night-2026-11-10.parquet", "night-2026-11-09.parquet", "listing", "mine.txt")) {
      Files.createDirectories(folder.resolve(name));
    }
    NightFolder.of(folder.toString(), new Configuration()).clean(List.of(NIGHT));
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("night-2026-11-10.parquet", "mine.txt");
  }
}
