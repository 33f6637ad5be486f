package org.voxmatrix.model;

import ai.onnxruntime.OrtException;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voxmatrix.features.FrontEnd;

/**
 * A voiceprint model with all that is needed to use it: {@code bundle.json}, {@code model.onnx} and
 * perhaps a speech detector, {@code vad.onnx}. Immutable, and checked when loaded: checksums,
 * fields and their ranges, and that the graphs have the declared inputs and outputs.
 *
 * <p>Every {@code load} throws {@link org.voxmatrix.error.RequestException} with {@link
 * org.voxmatrix.error.Fault#MODEL_BAD_BUNDLE}, naming field, value and remedy.
 */
public final class ModelBundle {

  /** The name of the bundle that is used unless another is asked for. */
  public static final String DEFAULT = "voxmatrix-v0.1";

  /** The names of all bundles that come with Voxmatrix. */
  public static final List<String> BUNDLED = List.of(DEFAULT, "voxmatrix-v0");

  private final BundleFields fields;
  private final long fingerprint;

  private ModelBundle(BundleFields fields) {
    this.fields = fields;
    this.fingerprint = Fingerprint.of(fields);
  }

  /** Loads a bundle that somebody else made: it is first tried in a process of its own. */
  public static ModelBundle load(BundleFiles files) {
    Map<String, byte[]> read = new HashMap<>();
    BundleFields fields =
        new BundleReader(
                name -> {
                  byte[] content = files.read(name);
                  read.put(name, content);
                  return content;
                })
            .read();
    Trial.pass(read);
    GraphCheck.check(fields);
    return new ModelBundle(fields);
  }

  /** Loads a bundle that is known to end: our own, or one that the driver has loaded. */
  public static ModelBundle loadTried(BundleFiles files) {
    BundleFields fields = new BundleReader(files).read();
    GraphCheck.check(fields);
    return new ModelBundle(fields);
  }

  /** Loads a bundle from a folder, as {@link #load(BundleFiles)} does. */
  public static ModelBundle load(Path folder) {
    return load(
        name -> {
          Path file = folder.resolve(name);
          int size = BundleFiles.size(name, Files.size(file));
          try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(size);
          }
        });
  }

  /** Loads the bundle that is used unless another is asked for. */
  public static ModelBundle loadDefault() {
    return loadTried(bundled(DEFAULT));
  }

  /**
   * The files of a bundle that comes with Voxmatrix.
   *
   * @param name one of {@link #BUNDLED}
   */
  public static BundleFiles bundled(String name) {
    return file -> {
      String path = "/models/" + name + "/" + file;
      try (InputStream stream = ModelBundle.class.getResourceAsStream(path)) {
        if (stream == null) {
          throw new FileNotFoundException("no " + path + " on the class path");
        }
        return stream.readAllBytes();
      }
    };
  }

  /** Opens the voiceprint graph; one session serves all who open it in this JVM. */
  public OnnxGraph openModel() {
    return open(fields.model());
  }

  /** Opens the speech detector's graph. */
  public Optional<OnnxGraph> openVad() {
    return fields.vad().map(detector -> open(detector.graph()));
  }

  public String name() {
    return fields.name();
  }

  public String version() {
    return fields.version();
  }

  /** SPDX identifier. */
  public String licence() {
    return fields.licence();
  }

  /** How two embeddings are compared: {@code cosine}. */
  public String use() {
    return fields.use();
  }

  /** Of {@code model.onnx}, lower-case hexadecimal. */
  public String sha256() {
    return fields.model().sha256();
  }

  /**
   * What tells voiceprints of this model from all others: the first 8 bytes, big-endian, of the
   * SHA-256 over {@code model.onnx} and the canonical form of the fields that change an embedding.
   */
  public long fingerprint() {
    return fingerprint;
  }

  /** The fingerprint as 16 hexadecimal digits. */
  public String fingerprintHex() {
    return HexFormat.of().toHexDigits(fingerprint());
  }

  public InputKind kind() {
    return fields.kind();
  }

  /** The front end; empty for a model of {@link InputKind#WAVEFORM}. */
  public Optional<FrontEnd> frontEnd() {
    return fields.frontEnd();
  }

  /**
   * How far below the loudest bin of the frames embedded the others may lie, dB: those further down
   * are lifted to there, so that the level of a recording does not change its voiceprint. Empty for
   * a model that takes the frames as they are.
   */
  public OptionalDouble dynamicRange() {
    return fields.dynamicRange();
  }

  /** Whether frames are given to the graph less their mean over time; of samples nothing is. */
  public boolean subtractsMean() {
    return fields.subtractsMean();
  }

  /** The front end of the speech detector; empty if the bundle has none. */
  public Optional<FrontEnd> vadFrontEnd() {
    return fields.vad().map(VadGraph::frontEnd);
  }

  /** What of the detector's probabilities is speech; empty if the bundle has no detector. */
  public Optional<SpeechThresholds> vadThresholds() {
    return fields.vad().map(VadGraph::thresholds);
  }

  /** Samples per second that the model takes. */
  public int sampleRate() {
    return fields.sampleRate();
  }

  public int embeddingSize() {
    return fields.embeddingSize();
  }

  /** Seconds of speech without which there is no voiceprint. */
  public double minimumSpeech() {
    return fields.minimumSpeech();
  }

  /** The mean to subtract when scoring, {@link #embeddingSize()} values; zeros if there is none. */
  public float[] mean() {
    return fields.mean().clone();
  }

  public ScoreBands scoreBands() {
    return fields.scoreBands();
  }

  /** How its cosines become log-likelihood ratios; empty if the bundle does not say. */
  public Optional<BundleCalibration> calibration() {
    return fields.calibration();
  }

  private static OnnxGraph open(GraphFile graph) {
    try {
      return OnnxGraph.open(graph);
    } catch (OrtException failure) {
      throw new IllegalStateException(graph.file() + " could not be opened", failure);
    }
  }
}
