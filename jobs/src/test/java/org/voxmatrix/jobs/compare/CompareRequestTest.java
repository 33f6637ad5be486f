package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.SparkFixture;

/** Files that are no request. */
class CompareRequestTest {

  private static final String BODY = "{\"voiceprints_a\":[\"x\"],\"voiceprints_b\":[\"y\"]}";

  @TempDir Path folder;

  @Test
  void aFolderAndAnotherEncodingAreNamed() throws IOException {
    assertRefused(folder, "Request " + folder + " is a folder: name a file.");
    Path file = Files.write(folder.resolve("r"), BODY.getBytes(StandardCharsets.UTF_16));
    assertRefused(file, "Request " + file + " is not in UTF-8: convert it.");
    Files.write(file, BODY.getBytes(StandardCharsets.UTF_16LE));
    assertRefused(file, file + " is not JSON: ");
    assertRefused(folder.resolve("none"), "There is no file " + folder + "/none: check --request.");
  }

  @Test
  void aMarkOfUtf8IsNoPartOfIt() throws IOException {
    Path file = Files.writeString(folder.resolve("r"), "\uFEFF" + BODY);
    assertThat(
            new CompareRequest(file).open(SparkFixture.context()).a().rows().here(1).orElseThrow())
        .hasSize(1);
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> new CompareRequest(file).open(SparkFixture.context()))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith(message);
  }
}
