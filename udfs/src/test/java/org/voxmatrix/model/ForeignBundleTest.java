package org.voxmatrix.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;

/** Bundles made to do harm. */
@Timeout(120)
class ForeignBundleTest {

  private static final BundleFiles WAVEFORM = Bundles.resources("waveform");

  @TempDir Path folder;

  @Test
  void weightsInOtherFilesAreRefused() throws IOException {
    byte[][] graphs = {
      OnnxBytes.model(OnnxBytes.elsewhere("weights.bin"), OnnxBytes.identity("w")),
      OnnxBytes.model(OnnxBytes.elsewhereBelow("weights.bin"), OnnxBytes.identity("samples"))
    };
    for (byte[] graph : graphs) {
      refused(
          files(graph),
          "model.onnx has weights in another file (weights.bin), which its checksum does not cover");
    }
    byte[] own = new byte[100];
    System.arraycopy("ORTM".getBytes(UTF_8), 0, own, 4, 4);
    refused(files(own), "model.onnx is in ONNX Runtime's own format");
  }

  @Test
  void aGraphWithoutEndIsEndedWithItsProcess() throws IOException {
    Map<String, byte[]> files = files(OnnxBytes.model(OnnxBytes.endlessLoop()));
    long start = System.nanoTime();
    assertThatThrownBy(() -> Trial.run(files, Duration.ofSeconds(8), 3L << 30))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("was not done after 8 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(ofSeconds(7), ofSeconds(60));
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aTrialThatTakesTooMuchMemoryIsEnded() throws IOException {
    Map<String, byte[]> files = files(OnnxBytes.model(OnnxBytes.endlessLoop()));
    assertThatThrownBy(() -> Trial.run(files, Duration.ofSeconds(60), 10L << 20))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("took more than 10 MiB of memory");
  }

  /** The graph runs for ever with a voice that its makers chose, and not in its trial. */
  @Test
  void aRunWithoutEndIsEnded() throws Exception {
    Map<String, byte[]> files = files(OnnxBytes.model(OnnxBytes.endlessLoop()));
    GraphFile file =
        new GraphFile(
            "model.onnx",
            files.get("model.onnx"),
            Sha256.hex(files.get("model.onnx")),
            "samples",
            "embedding");
    try (OnnxGraph graph = OnnxGraph.open(file, 300)) {
      assertThatThrownBy(() -> graph.run(new long[] {1, 2}, FloatBuffer::limit))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseInstanceOf(ai.onnxruntime.OrtException.class);
    }
  }

  @Test
  void theTrialTellsWhatIsWrong() throws IOException {
    Map<String, byte[]> wrong =
        files(OnnxBytes.model(OnnxBytes.weights("v"), OnnxBytes.identity("samples")));
    refused(wrong, "model.onnx: ");
    Map<String, byte[]> good =
        files(OnnxBytes.model(OnnxBytes.weights("v"), OnnxBytes.identity("v")));
    assertThat(ModelBundle.load(good::get).embeddingSize()).isEqualTo(3);
  }

  @Test
  void sizesAreKnownBeforeAnythingIsRead() throws IOException {
    Files.writeString(folder.resolve("bundle.json"), "{\"name\":\"" + "x".repeat(5 << 20) + "\"}");
    refused(folder, "bundle.json of the model bundle has 5242891 bytes");
    Files.delete(folder.resolve("bundle.json"));
    Files.createSymbolicLink(folder.resolve("bundle.json"), Path.of("/dev/zero"));
    refused(folder, "bundle.json of the model bundle has 0 bytes");
    Files.delete(folder.resolve("bundle.json"));
    Files.write(folder.resolve("bundle.json"), WAVEFORM.read("bundle.json"));
    try (var file = new java.io.RandomAccessFile(folder.resolve("model.onnx").toFile(), "rw")) {
      file.setLength(6L << 30);
    }
    refused(folder, "model.onnx of the model bundle has 6442450944 bytes");
  }

  @Test
  void deepAndHugeJsonIsOneLine() throws IOException {
    Map<String, byte[]> deep =
        Map.of("bundle.json", "[".repeat(2_000_000).getBytes(UTF_8), "model.onnx", new byte[1]);
    refused(deep, "bundle.json is not JSON (Document nesting depth");
    String json = new String(WAVEFORM.read("bundle.json"), UTF_8);
    for (String number : new String[] {"1e400", "1" + "0".repeat(900)}) {
      byte[] text = json.replace("0.5,", number + ",").getBytes(UTF_8);
      assertThatExceptionOfType(RequestException.class)
          .isThrownBy(() -> ModelBundle.load(Map.of("bundle.json", text)::get))
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
  }

  private static Duration ofSeconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static void refused(Map<String, byte[]> files, String message) {
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> ModelBundle.load(files::get))
        .withMessageContaining(message)
        .satisfies(
            e -> assertThat(e.detail().get(0).type()).isEqualTo(Fault.MODEL_BAD_BUNDLE.type()));
  }

  private static void refused(Path folder, String message) {
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> ModelBundle.load(folder))
        .withMessageContaining(message);
  }

  private static Map<String, byte[]> files(byte[] graph) throws IOException {
    String json = new String(WAVEFORM.read("bundle.json"), UTF_8);
    String old = Sha256.hex(WAVEFORM.read("model.onnx"));
    return Map.of(
        "bundle.json", json.replace(old, Sha256.hex(graph)).getBytes(UTF_8), "model.onnx", graph);
  }
}
