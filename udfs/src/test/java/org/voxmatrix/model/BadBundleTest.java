package org.voxmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;

/** A bundle that cannot be used is refused with the field, its value and the remedy. */
class BadBundleTest {

  private static final BundleFiles DEFAULT = Bundles.resources("voxmatrix-v0");
  private static final BundleFiles WAVEFORM = Bundles.resources("waveform");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "name": "voxmatrix", || name is missing: add it
          "version": "0" | "version": 0 | version is 0: give a string that is not empty
          "licence": "Apache-2.0" | "licence": " " | licence is " ": give a string that is not empty
          "kind": "kaldi-fbank" | "kind": "mfcc" | kind is mfcc: give kaldi-fbank or waveform
          "use": "cosine" | "use": "plda" | use is plda: give cosine, the one comparison there is
          "sample_rate": 16000 | "sample_rate": 16000.5 | sample_rate is 16000.5: give a whole number
          "sample_rate": 16000 | "sample_rate": 4000 | sample_rate is 4000: give 8000 to 48000
          "embedding_size": 192 | "embedding_size": 0 | embedding_size is 0: give 1 to 65536
          "minimum_speech": 0.5 | "minimum_speech": "a" | minimum_speech is "a": give a number
          "minimum_speech": 0.5 | "minimum_speech": 0 | minimum_speech is 0.0: give 0.1 to 60 seconds
          "mean": [] | "mean": [1, 2] | mean is 2 long: give embedding_size numbers, or none
          "mean": [] | "mean": ["x"] | mean[0] is "x": give a finite number
          "mean": [] | "mean": 0 | mean is 0: give an array of numbers
          "mean" | "maen" | maen is not a known field: correct or remove it
          "front_end": | "frontend": | front_end is missing: add it
          "bins": 80, || front_end.bins is missing: add it
          "high_frequency": 8000 | "high_frequency": 9000 | front_end: high_frequency is 9000.0, not above 0 and at most half the sample rate
          "window": "povey" | "window": "kaiser" | front_end.window is kaiser: give povey, hanning or hamming
          "mean": [] | "dynamic_range": 10 | dynamic_range is 10.0: give 20 to 200 dB
          "mean": [] | "dynamic_range": 1e9 | dynamic_range is 1.0E9: give 20 to 200 dB
          "mean": [] | "dynamic_range": "78" | dynamic_range is "78": give a number
          "vad": { | "vad": { "onset": 1, | vad.onset is 1.0: give a probability over 0 and under 1
          "vad": { | "vad": { "onset": 0.4, "offset": 0.6, | vad.offset is 0.6: give a probability over 0, at most onset, 0.4
          "vad": { | "vad": { "offset": 0, | vad.offset is 0.0: give a probability over 0, at most onset, 0.5
          "mean": [] | "mean": [], "calibration": {"slope": 0} | calibration.slope is 0.0: give a positive number: a higher cosine is a higher ratio
          "mean": [] | "mean": [], "calibration": {"slope": 9, "lowest": 0.5, "highest": 0.4} | calibration.lowest is 0.5: give less than highest, 0.4, both cosines
          "mean": [] | "mean": [], "calibration": {"slope": 9, "lowest": -0.5, "highest": 1, "prior": 1} | calibration.prior is 1.0: give above 0 and below 1
          "mean": [] | "mean": [], "calibration": {"slope": 9, "lowest": -0.5, "highest": 1, "prior": 0.5} | calibration.fitted_on is missing: add it
          "vad": { | "vad": { "threshold": 1, | vad.threshold is not a known field: correct or remove it
          """)
  void refusesBadFields(String text, String replacement, String message) {
    String change = replacement == null ? "" : replacement;

    assertBad(Bundles.edited(DEFAULT, text, change), "bundle.json: " + message);
  }

  @Test
  void refusesAnotherGraphThanTheDeclaredOne() {
    assertBad(
        Bundles.edited(DEFAULT, "3240a318", "00000000"),
        "bundle.json: sha256 is 000000003c535c9c4d2379dbdcd8892f18cc9328f288272cf64891838153818f"
            + ": give that of model.onnx,"
            + " 3240a3183c535c9c4d2379dbdcd8892f18cc9328f288272cf64891838153818f, if the file is the"
            + " right one");
    assertBad(Bundles.edited(DEFAULT, "1e48f7f0", "00000000"), "vad.sha256 is 00000000");
  }

  @Test
  void refusesNamesThatTheGraphDoesNotHave() {
    assertBad(
        Bundles.edited(DEFAULT, "\"feats\"", "\"audio\""),
        "model.onnx: there is no input \"audio\", only [feats]: correct the name");
    assertBad(
        Bundles.edited(DEFAULT, "\"embedding\"", "\"xvector\""),
        "model.onnx: there is no output \"xvector\", only [embedding]: correct the name");
    assertBad(
        Bundles.edited(DEFAULT, "\"speech\"", "\"voice\""),
        "vad.onnx: there is no output \"voice\", only [speech]: correct the name");
  }

  @Test
  void refusesOtherSizesThanTheGraphs() {
    assertBad(
        Bundles.edited(DEFAULT, "\"embedding_size\": 192", "\"embedding_size\": 256"),
        "model.onnx: output \"embedding\" has shape [-1, 192], declared is [-1, 256] (-1 = any):"
            + " correct bundle.json or the graph");
    assertBad(
        Bundles.edited(DEFAULT, "\"bins\": 80", "\"bins\": 64"),
        "model.onnx: input \"feats\" has shape [-1, -1, 80], declared is [-1, -1, 64] (-1 = any):"
            + " correct bundle.json or the graph");
  }

  @Test
  void refusesAnotherKindThanTheGraphs() {
    assertBad(
        Bundles.edited(
            WAVEFORM,
            "\"kind\": \"waveform\"",
            """
            "kind": "kaldi-fbank", "front_end": {"frame_length": 0.025, "frame_shift": 0.01, \
            "bins": 80, "low_frequency": 20, "high_frequency": 8000, "pre_emphasis": 0.97, \
            "window": "povey", "energy_floor": 1e-7}\
            """),
        "model.onnx: input \"samples\" has shape [-1, -1], declared is [-1, -1, 80] (-1 = any):"
            + " correct bundle.json or the graph");
  }

  @Test
  void refusesBytesThatAreNoGraph() {
    byte[] noise = "not a graph".getBytes(StandardCharsets.UTF_8);
    String sha256 = Sha256.hex(noise);
    BundleFiles files =
        Bundles.edited(
            name -> name.equals("model.onnx") ? noise : DEFAULT.read(name),
            "3240a3183c535c9c4d2379dbdcd8892f18cc9328f288272cf64891838153818f",
            sha256);

    assertBad(files, "model.onnx: ONNX Runtime cannot load it");
  }

  @Test
  void refusesTextThatIsNoJson() {
    assertBad(
        Bundles.edited(DEFAULT, "\"name\": ", "\"name\" "), "bundle.json is not JSON (line 2: ");
    assertBad(name -> "[]".getBytes(StandardCharsets.UTF_8), "bundle.json is not a JSON object");
  }

  @Test
  void refusesAFolderWithoutTheFiles() {
    assertBad(
        name -> {
          throw new NoSuchFileException(name);
        },
        "bundle.json of the model bundle cannot be read (bundle.json): a bundle is a folder of"
            + " bundle.json, model.onnx and optionally vad.onnx");
  }

  @Test
  void refusesADetectorOfOtherFrames() {
    assertBad(
        Bundles.edited(
            DEFAULT,
            "\"vad\": {",
            """
            "vad": {"front_end": {"frame_length": 0.025, "frame_shift": 0.02, "bins": 80, \
            "low_frequency": 20, "high_frequency": 8000, "pre_emphasis": 0.97, \
            "window": "povey", "energy_floor": 1e-7},\
            """),
        "bundle.json: vad.front_end is of other frames: give the model's frame_length and"
            + " frame_shift");
  }

  @Test
  void refusesADynamicRangeOfSamples() {
    assertBad(
        Bundles.edited(WAVEFORM, "\"kind\"", "\"dynamic_range\": 78, \"kind\""),
        "bundle.json: dynamic_range is not a known field: correct or remove it");
  }

  @Test
  void locatesTheField() {
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(
            () -> ModelBundle.loadTried(Bundles.edited(DEFAULT, "\"bins\": 80", "\"bins\": 0.5")))
        .satisfies(
            bad ->
                assertThat(bad.detail().get(0).location())
                    .isEqualTo(List.of("bundle.json", "front_end", "bins")));
  }

  private static void assertBad(BundleFiles files, String message) {
    assertThatExceptionOfType(RequestException.class)
        .isThrownBy(() -> ModelBundle.loadTried(files))
        .withMessageContaining(message)
        .satisfies(
            bad -> {
              assertThat(bad.error()).isEqualTo(RequestError.REQUEST_VALIDATION_ERROR);
              assertThat(bad.detail().get(0).type()).isEqualTo(Fault.MODEL_BAD_BUNDLE.type());
            });
  }
}
