package org.voxmatrix.model.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.SpeechDetection;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.model.InputKind;
import org.voxmatrix.model.ModelBundle;

/**
 * Tiny graphs with the signatures of other projects: {@code models/presets/make.py} wrote them, and
 * what they give for a signal, by onnxruntime of Python from frames that numpy made.
 */
class GraphImportTest {

  @ParameterizedTest
  @CsvSource({
    "wespeaker, wespeaker",
    "3d-speaker, 3d-speaker",
    "not-normalized, wespeaker",
    "nemo, nemo",
    "speechbrain, speechbrain",
    "redimnet, redimnet"
  })
  void whatIsImportedGivesWhatItsProjectGives(String file, String preset) throws IOException {
    Imported imported = imported(graph(file), preset);
    ModelBundle bundle = ModelBundle.load(imported.files()::get);
    assertThat(bundle.name()).isEqualTo("tiny");
    assertThat(bundle.embeddingSize()).isEqualTo(8);
    JsonNode reference = Json.read(new String(resource("reference.json"), StandardCharsets.UTF_8));
    float[] embedding = embedding(bundle);
    for (int i = 0; i < 8; i++) {
      assertThat((double) embedding[i])
          .as("value %d of %s", i, Arrays.toString(embedding))
          .isCloseTo(reference.path(file).path(i).asDouble(), within(1e-4));
    }
  }

  @Test
  void whatAFileSaysOfItselfComesBeforeThePreset() throws IOException {
    byte[] graph = graph("wespeaker");
    ModelBundle own = bundle(graph, options(Optional.empty(), Optional.empty()));
    ModelBundle unit = bundle(graph, options(Optional.empty(), Optional.of("unit")));
    ModelBundle raw = bundle(graph, options(Optional.of("none"), Optional.empty()));
    assertThat(own.kind()).isEqualTo(InputKind.KALDI_FBANK);
    assertThat(own.frontEnd().orElseThrow().window()).hasToString("HAMMING");
    assertThat(own.frontEnd().orElseThrow().energyFloor()).isEqualTo(1.1920929e-07 / (1L << 30));
    assertThat(unit.frontEnd().orElseThrow().energyFloor()).isEqualTo(1.1920929e-07);
    assertThat(own.subtractsMean()).isTrue();
    assertThat(raw.subtractsMean()).isFalse();
    assertThat(List.of(own.fingerprint(), unit.fingerprint(), raw.fingerprint()))
        .doesNotHaveDuplicates();
  }

  /** As the script of sherpa-onnx for wespeaker leaves it. */
  @Test
  void wespeakersFilesNeedNotSayWhatAllOfThemDo() throws IOException {
    byte[] graph = graph("not-normalized");
    byte[] silent = GraphLies.field(graph, "feature_normalize_type", "something_of_no_meaning");
    ImportOptions asTheFileSays = options(Optional.empty(), Optional.empty());
    assertThat(bundle(graph, asTheFileSays).subtractsMean()).isFalse();
    assertThat(bundle(silent, asTheFileSays).subtractsMean()).isTrue();
    byte[] mistaken =
        GraphLies.field(graph("3d-speaker"), "normalize_samples", "normalize_features");
    byte[] int16 = GraphLies.metadata(mistaken, "normalize_features", "1", "0");
    assertThat(bundle(int16, Preset.THREE_D_SPEAKER).frontEnd().orElseThrow().energyFloor())
        .isLessThan(1e-15);
  }

  @Test
  void poolsThatRuntimesComputeWronglyAreWrittenOtherwise() throws IOException {
    assertThat(imported(graph("3d-speaker"), "3d-speaker").changes())
        .containsExactly(
            "1 AveragePool nodes of model.onnx, which ONNX Runtime before 1.29 computes wrongly, are written otherwise");
    assertThat(imported(graph("wespeaker"), "wespeaker").changes()).isEmpty();
  }

  /** The way out for who has a bundle that is refused now. */
  @Test
  void aBundleWithSuchPoolsIsRefusedAndMadeAgain() throws IOException {
    Map<String, byte[]> files = new HashMap<>(imported(graph("3d-speaker"), "3d-speaker").files());
    String mended = Sha256.hex(files.get("model.onnx"));
    byte[] faulty = graph("3d-speaker");
    String json =
        new String(files.get("bundle.json"), StandardCharsets.UTF_8)
            .replace(mended, Sha256.hex(faulty));
    files.put("model.onnx", faulty);
    files.put("bundle.json", json.getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> ModelBundle.load(files::get))
        .withMessageContaining("model.onnx has 1 AveragePool nodes with ceil_mode")
        .withMessageContaining("ONNX Runtime 1.28.0 computes wrongly")
        .withMessageContaining("voxmatrix model import");
    Imported again = BundleRemake.of(files);
    assertThat(again.changes()).hasSize(1);
    float[] embedding = embedding(ModelBundle.load(again.files()::get));
    assertThat(embedding).isEqualTo(embedding(bundle(graph("3d-speaker"), Preset.THREE_D_SPEAKER)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wespeaker   | output_dim | 8 | 192 | Metadata output_dim of the graph is 192, but its output "embs" of float32, [any, 8] is 8
          wespeaker   | sample_rate | 16000 | 44 | Metadata sample_rate of the graph is '44', not 8000 to 48000
          wespeaker   | sample_rate | 16000 | x | Metadata sample_rate of the graph is 'x', not a whole number
          wespeaker   | normalize_samples | 0 | 7 | Metadata normalize_samples of the graph is '7', not one of 0, 1
          wespeaker   | framework | wespeaker | nemo | Metadata framework of the graph is 'nemo': give --preset nemo, not wespeaker
          wespeaker   | framework | wespeaker | evil | Metadata framework of the graph is 'evil': give --preset of a project that is known here, not wespeaker
          wespeaker   | feature_normalize_type | global-mean | per_feature | Metadata feature_normalize_type of the graph is 'per_feature', which no model of preset wespeaker takes
          wespeaker   | feature_normalize_type | global-mean | z | Metadata feature_normalize_type of the graph is 'z', not one of
          nemo        | feat_dim | 80 | 64 | Metadata feat_dim of the graph is 64, but its input "audio_signal" of float32, [any, 80, any] is 80
          nemo        | window_size_ms | 25 | 500 | Metadata window_size_ms of the graph is '500', not 10 to 64
          nemo        | window_stride_ms | 10 | 20 | Metadata window_stride_ms of the graph is '20', not 5 to 12
          nemo        | window_type | hann | flat | Metadata window_type of the graph is 'flat', not one of hann
          """)
  void metadataThatLiesIsRefusedByName(
      String file, String field, String text, String lie, String message) throws IOException {
    byte[] graph = GraphLies.metadata(graph(file), field, text, lie);
    refused(graph, file, message);
  }

  @Test
  void axesThatAreNotThoseOfThePresetAreRefusedByName() throws IOException {
    refused(
        graph("wespeaker"),
        "nemo",
        "Metadata framework of the graph is 'wespeaker': give --preset wespeaker");
    refused(
        graph("redimnet"),
        "wespeaker",
        "Input \"waveform\" of float32, [any, any] has not the axes of preset wespeaker, [batch, frames, bins]");
    refused(
        graph("speechbrain"),
        "redimnet",
        "Input \"feats\" of float32, [any, any, 80] has not the axes of preset redimnet, [batch, samples]");
    refused(
        GraphLies.metadata(graph("nemo"), "framework", "nemo", "wespeaker"),
        "wespeaker",
        "Input \"audio_signal\" of float32, [any, 80, any] takes one length alone, 80");
    refused(
        GraphLies.shape(graph("wespeaker"), 1, 200, 80),
        "wespeaker",
        "Input \"feats\" of float32, [1, 200, 80] takes one length alone, 200: export it with an open time axis");
    refused(
        GraphLies.shape(graph("wespeaker"), 32, -1, 80),
        "wespeaker",
        "Input \"feats\" of float32, [32, any, 80] takes 32 recordings at once");
    refused(
        GraphLies.type(graph("redimnet"), 10),
        "redimnet",
        "Input \"waveform\" of float16, [any, any] is not of float32");
    refused("no graph".getBytes(StandardCharsets.UTF_8), "nemo", "model.onnx is no ONNX graph");
    refused(new byte[0], "nemo", "model.onnx is no ONNX graph");
  }

  /** It declares 64 bins and mixes 80: only a run can tell. */
  @Test
  void whatOnlyARunTellsIsToldByLoading() throws IOException {
    Imported imported = imported(GraphLies.shape(graph("not-normalized"), -1, -1, 64), "wespeaker");
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> ModelBundle.load(imported.files()::get))
        .withMessageStartingWith("model.onnx: ")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private static ImportOptions options(Optional<String> normalization, Optional<String> range) {
    return new ImportOptions(
        "tiny", Optional.empty(), Optional.empty(), Optional.empty(), normalization, range);
  }

  private static ModelBundle bundle(byte[] graph, Preset preset) {
    return ModelBundle.loadTried(
        GraphImport.of(graph, preset, ImportOptions.named("tiny")).files()::get);
  }

  private static ModelBundle bundle(byte[] graph, ImportOptions options) {
    return ModelBundle.loadTried(GraphImport.of(graph, Preset.WESPEAKER, options).files()::get);
  }

  private static Imported imported(byte[] graph, String preset) {
    return GraphImport.of(graph, Preset.of(preset).orElseThrow(), ImportOptions.named("tiny"));
  }

  private static void refused(byte[] graph, String preset, String message) {
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> imported(graph, preset))
        .withMessageStartingWith(message)
        .satisfies(
            e -> {
              assertThat(e.getMessage()).hasLineCount(1);
              assertThat(e.detail().get(0).type()).isEqualTo(Fault.MODEL_BAD_BUNDLE.type());
            });
  }

  private static float[] embedding(ModelBundle bundle) {
    ExtractOptions whole = ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF);
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(bundle)) {
      return extractor.extract(new BytesInput(wav(signal())), whole).channels().get(0).embedding();
    }
  }

  /** As {@code make.py} has it. */
  private static short[] signal() {
    short[] values = new short[24_000];
    long state = 1;
    int click = 0;
    for (int i = 0; i < values.length; i++) {
      state = (state * 1_103_515_245L + 12_345) % (1L << 31);
      long noise = (state >> 16) % 4096 - 2048;
      values[i] = (short) Math.floorDiv(noise * (1 + i / 800 % 7), 64);
      if (i == click) {
        values[i] += 12_000;
        click += 90 + i / 1000 % 5 * 13;
      }
    }
    return values;
  }

  private static byte[] wav(short[] samples) {
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
    wav.asShortBuffer().put(samples);
    return wav.array();
  }

  private static byte[] graph(String name) throws IOException {
    return resource(name + ".onnx");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GraphImportTest.class.getResourceAsStream("/models/presets/" + name)) {
      return in.readAllBytes();
    }
  }
}
