package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            new CompareRequest(file)
                .open(SparkFixture.context(), null, List.of())
                .a()
                .rows()
                .here(1)
                .orElseThrow())
        .hasSize(1);
  }

  @Test
  @Timeout(30)
  void aPipeIsNamed() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertRefused(pipe, "Request " + pipe + " is a pipe or a device");
  }

  /** Which may be a voiceprint and the id of its speaker. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"id\":\"anna\"}, an object",
        "[0.5], an array",
        "null, null",
        "0.5, a number",
        "true, a boolean"
      })
  void whatIsNoTextIsNotQuoted(String value, String kind) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r"),
            "{\"voiceprints_a\":[\"x\"," + value + "],\"voiceprints_b\":[\"y\"]}");
    assertRefused(file, "voiceprints_a[1] is " + kind + "; it must be a Base64 string.");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> new CompareRequest(file).open(SparkFixture.context(), null, List.of()))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith(message);
  }
}
