package org.voxmatrix.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.voxmatrix.storage.LocalFiles;

class SparkSettingsTest {

  /** Where there is no session, either, such as in the job score. */
  @Test
  void localFilesAreReadWithoutChecksums() throws IOException {
    try (FileSystem files =
        FileSystem.newInstance(URI.create("file:///"), SparkSettings.hadoop())) {
      assertThat(files).isInstanceOf(LocalFiles.class);
    }
  }
}
