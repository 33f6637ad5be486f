package org.voxmatrix.model.preset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.onnx.OnnxModel;
import org.voxmatrix.onnx.OnnxNode;
import org.voxmatrix.onnx.TensorSpec;

/**
 * Makes the files of a bundle of a graph that somebody exported. The graph is looked at and not
 * run: whoever uses the files loads them as those of a stranger.
 */
public final class GraphImport {

  /** 32-bit epsilon: what torchaudio takes for the least energy. */
  private static final double LEAST_ENERGY = 1.1920929e-07;

  private static final double INT16 = 32_768;
  private static final Set<String> NORMALIZATIONS = Set.of("", "global-mean", "per_feature");
  private static final String MODEL = "model.onnx";

  private final OnnxModel model;
  private final Preset preset;
  private final ImportOptions options;
  private final Metadata metadata;
  private final Signature signature;
  private final List<String> changes = new ArrayList<>();
  private final int rate;

  private GraphImport(OnnxModel model, Preset preset, ImportOptions options) {
    this.model = model;
    this.preset = preset;
    this.options = options;
    metadata = new Metadata(model.metadata());
    metadata
        .text("framework")
        .filter(framework -> !framework.equals(preset.label()))
        .ifPresent(
            framework -> {
              throw BadGraph.at(
                  "framework",
                  "Metadata framework of the graph is '%s': give --preset %s, not %s"
                      .formatted(framework, known(framework), preset));
            });
    rate = metadata.number("sample_rate", 8_000, 48_000).orElse(16_000);
    signature = Signature.of(model, preset, options, metadata);
    if (model.opset() < 8) {
      throw BadGraph.at(
          "opset", "The graph is of opset %d: export it with opset 17".formatted(model.opset()));
    }
  }

  /**
   * The bundle of a graph.
   *
   * @throws RequestException if the graph is none of that preset, or contradicts itself
   */
  public static Imported of(byte[] file, Preset preset, ImportOptions options) {
    return new GraphImport(Graphs.read(MODEL, file), preset, options).imported();
  }

  private Imported imported() {
    Graphs.mend(MODEL, model, changes);
    ObjectNode bundle = Json.mapper().createObjectNode();
    bundle.put("name", options.name()).put("version", "1");
    bundle.put("licence", options.licence().or(() -> metadata.text("license")).orElse("unknown"));
    if (isKaldi()) {
      kaldi(bundle);
    } else {
      samples(bundle);
    }
    String output = output();
    byte[] graph = model.bytes();
    bundle.put("sha256", Sha256.hex(graph)).put("output", output);
    bundle.put("embedding_size", signature.size()).put("minimum_speech", 0.5);
    bundle.put("use", "cosine");
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("bundle.json", Graphs.bytes(bundle));
    files.put(MODEL, graph);
    return new Imported(files, changes);
  }

  private boolean isKaldi() {
    return preset == Preset.WESPEAKER || preset == Preset.THREE_D_SPEAKER;
  }

  private void kaldi(ObjectNode bundle) {
    TensorSpec input = signature.input();
    metadata.requireSame("feat_dim", 4, 256, input.dimension(2), "input " + input.shown());
    long bins =
        input.dimension(2) > 0
            ? input.dimension(2)
            : metadata.number("feat_dim", 4, 256).orElse(80);
    boolean int16 = isInt16();
    boolean mean = isLessMean();
    bundle.put("kind", "kaldi-fbank").put("input", input.name()).put("sample_rate", rate);
    bundle
        .putObject("front_end")
        .put("frame_length", milliseconds("window_size_ms", 25))
        .put("frame_shift", milliseconds("window_stride_ms", 10))
        .put("bins", bins)
        .put("low_frequency", 20)
        .put("high_frequency", rate / 2)
        .put("pre_emphasis", 0.97)
        .put("window", window())
        .put("energy_floor", int16 ? LEAST_ENERGY / (INT16 * INT16) : LEAST_ENERGY);
    if (!mean) {
      bundle.put("normalization", "none");
      if (int16) { // In the logarithm of energy, a factor is a sum; with means subtracted it is
        // none.
        String own = input.name();
        model.weights("voxmatrix.louder", new float[] {(float) (2 * Math.log(INT16))}, 1);
        takes(bundle, List.of(TensorSpec.ANY, TensorSpec.ANY, bins));
        model.first(List.of(new OnnxNode("Add", own, "voxmatrix.input", "voxmatrix.louder")));
      }
    }
  }

  private void samples(ObjectNode bundle) {
    TensorSpec input = signature.input();
    bundle.put("kind", "waveform").put("sample_rate", rate);
    boolean int16 = isInt16();
    boolean frames = preset != Preset.REDIMNET && input.rank() == 3;
    if (!frames && input.rank() == 2 && !int16 && signature.length().isEmpty()) {
      bundle.put("input", input.name());
      return;
    }
    takes(bundle, List.of(1L, TensorSpec.ANY));
    List<OnnxNode> nodes = new ArrayList<>();
    String samples = "voxmatrix.input";
    if (int16) {
      model.weights("voxmatrix.int16", new float[] {(float) INT16}, 1);
      nodes.add(new OnnxNode("Mul", "voxmatrix.samples", samples, "voxmatrix.int16"));
      samples = "voxmatrix.samples";
    }
    if (frames) {
      nodes.addAll(frames(samples));
    } else {
      long[] shape = input.rank() == 3 ? new long[] {1, 1, -1} : new long[] {1, -1};
      model.numbers("voxmatrix.shape.samples", shape);
      nodes.add(new OnnxNode("Reshape", input.name(), samples, "voxmatrix.shape.samples"));
    }
    if (preset == Preset.SPEECHBRAIN) { // The length is a share of the longest in the batch.
      signature.length().ifPresent(share -> model.weights(share.name(), new float[] {1}, 1));
    }
    model.first(nodes);
  }

  private List<OnnxNode> frames(String samples) {
    TensorSpec input = signature.input();
    boolean nemo = preset == Preset.NEMO;
    long inGraph = input.dimension(nemo ? 1 : 2);
    metadata.requireSame("feat_dim", 4, 256, inGraph, "input " + input.shown());
    int bins = inGraph > 0 ? (int) inGraph : metadata.number("feat_dim", 4, 256).orElse(80);
    SpectrumNodes spectrum = spectrum(bins);
    String made = nemo ? spectrum.nemo(samples, isNormalized()) : spectrum.speechbrain(samples);
    List<OnnxNode> nodes = spectrum.nodes();
    nodes.add(
        nemo
            ? new OnnxNode("Identity", input.name(), made)
            : new OnnxNode("Transpose", input.name(), made).numbers("perm", 0, 2, 1));
    if (nemo) {
      signature.length().ifPresent(length -> spectrum.count(made, length.name(), length.type()));
    }
    changes.add(
        "The filter bank of %s is part of the graph, which takes samples"
            .formatted(preset.label()));
    return nodes;
  }

  private void takes(ObjectNode bundle, List<Long> shape) {
    model.takes(new TensorSpec("voxmatrix.input", TensorSpec.FLOAT, shape));
    bundle.put("input", "voxmatrix.input");
  }

  /** The name of the output; where it has other axes than [batch, size], that of a node after. */
  private String output() {
    TensorSpec output = signature.output();
    if (output.rank() == 2) {
      model.gives(output);
      return output.name();
    }
    String flat = "voxmatrix.embedding";
    model.numbers("voxmatrix.flat", -1, signature.size());
    model.last(new OnnxNode("Reshape", flat, output.name(), "voxmatrix.flat"));
    model.gives(
        new TensorSpec(flat, TensorSpec.FLOAT, List.of(TensorSpec.ANY, (long) signature.size())));
    return flat;
  }

  private boolean isInt16() {
    return options
        .range()
        .map("int16"::equals)
        .or(() -> metadata.oneOf("normalize_samples", Set.of("0", "1")).map("0"::equals))
        .orElse(preset == Preset.WESPEAKER);
  }

  /** Files of wespeaker often do not say: all its models are trained so. */
  private boolean isLessMean() {
    if (options.normalization().isPresent()) {
      return options.normalization().get().equals("mean");
    }
    String said = metadata.oneOf("feature_normalize_type", NORMALIZATIONS).orElse("global-mean");
    if (said.equals("per_feature")) {
      throw BadGraph.at(
          "feature_normalize_type",
          "Metadata feature_normalize_type of the graph is 'per_feature', which no model of preset %s takes: give --normalization"
              .formatted(preset));
    }
    return said.equals("global-mean");
  }

  private boolean isNormalized() {
    String said = metadata.oneOf("feature_normalize_type", NORMALIZATIONS).orElse("per_feature");
    if (said.equals("global-mean")) {
      throw BadGraph.at(
          "feature_normalize_type",
          "Metadata feature_normalize_type of the graph is 'global-mean', which no model of preset nemo takes: export it again");
    }
    return !said.isEmpty();
  }

  private SpectrumNodes spectrum(int bins) {
    metadata.oneOf("window_type", Set.of(preset == Preset.NEMO ? "hann" : "hamming"));
    int window = metadata.number("window_size_ms", 10, 64).orElse(25);
    int step = metadata.number("window_stride_ms", 5, window / 2).orElse(10);
    return new SpectrumNodes(model, rate, bins, rate * window / 1000, rate * step / 1000);
  }

  private double milliseconds(String field, int usual) {
    return metadata.number(field, 5, 100).orElse(usual) / 1000.0;
  }

  private String window() {
    return metadata
        .oneOf("window_type", Set.of("povey", "hamming", "hanning"))
        .orElse(preset == Preset.WESPEAKER ? "hamming" : "povey");
  }

  private static String known(String framework) {
    return Preset.of(framework).map(Preset::label).orElse("of a project that is known here");
  }
}
