package org.voxmatrix.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voxmatrix.features.FrameWindow;
import org.voxmatrix.features.FrontEnd;
import org.voxmatrix.identity.Sha256;

/** Reads a bundle and checks all but how its graphs run. */
final class BundleReader {

  private final BundleFiles files;

  BundleReader(BundleFiles files) {
    this.files = files;
  }

  BundleFields read() {
    BundleJson json = BundleJson.parse(file("bundle.json"));
    String name = json.text("name");
    String version = json.text("version");
    String licence = json.text("licence");
    String use = json.text("use");
    if (!use.equals("cosine")) {
      throw json.wrong("use", use, "cosine, the one comparison there is");
    }
    int sampleRate = json.integer("sample_rate");
    if (sampleRate < 8_000 || sampleRate > 48_000) {
      throw json.wrong("sample_rate", sampleRate, "8000 to 48000");
    }
    int size = json.integer("embedding_size");
    if (size < 1 || size > 65_536) {
      throw json.wrong("embedding_size", size, "1 to 65536");
    }
    double minimumSpeech = json.number("minimum_speech");
    if (!(minimumSpeech >= 0.1 && minimumSpeech <= 60)) {
      throw json.wrong("minimum_speech", minimumSpeech, "0.1 to 60 seconds");
    }
    float[] mean = json.floats("mean");
    if (mean.length != 0 && mean.length != size) {
      throw json.wrong("mean", mean.length + " long", "embedding_size numbers, or none");
    }
    InputKind kind = kind(json);
    GraphFile model = graph("model.onnx", json);
    Optional<FrontEnd> frontEnd =
        kind == InputKind.KALDI_FBANK
            ? Optional.of(frontEnd(json.object("front_end"), sampleRate))
            : Optional.empty();
    OptionalDouble range = frontEnd.isPresent() ? dynamicRange(json) : OptionalDouble.empty();
    boolean subtractsMean = frontEnd.isEmpty() || subtractsMean(json);
    Optional<VadGraph> vad = json.objectOrEmpty("vad").map(v -> vad(v, sampleRate, frontEnd));
    ScoreBands bands = json.objectOrEmpty("score_bands").map(this::bands).orElse(ScoreBands.NONE);
    Optional<BundleCalibration> calibration =
        json.objectOrEmpty("calibration").map(BundleCalibration::read);
    json.end();
    return new BundleFields(
        name,
        version,
        licence,
        use,
        kind,
        sampleRate,
        size,
        minimumSpeech,
        mean.length == 0 ? new float[size] : mean,
        frontEnd,
        range,
        subtractsMean,
        model,
        vad,
        bands,
        calibration);
  }

  private InputKind kind(BundleJson json) {
    String label = json.text("kind");
    for (InputKind kind : InputKind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw json.wrong("kind", label, "kaldi-fbank or waveform");
  }

  private GraphFile graph(String file, BundleJson json) {
    String declared = json.text("sha256").toLowerCase(Locale.ROOT);
    byte[] content = file(file);
    String found = Sha256.hex(content);
    if (!declared.equals(found)) {
      throw json.wrong(
          "sha256", declared, "that of " + file + ", " + found + ", if the file is the right one");
    }
    ExternalData.refuse(file, content);
    RuntimeFaults.refuse(file, content);
    return new GraphFile(file, content, found, json.text("input"), json.text("output"));
  }

  private VadGraph vad(BundleJson json, int sampleRate, Optional<FrontEnd> shared) {
    GraphFile graph = graph("vad.onnx", json);
    FrontEnd frontEnd =
        json.objectOrEmpty("front_end")
            .map(own -> frontEnd(own, sampleRate))
            .or(() -> shared)
            .orElseGet(() -> frontEnd(json.object("front_end"), sampleRate));
    if (!shared.map(frontEnd::sameFrames).orElse(true)) {
      throw json.wrong("front_end", "of other frames", "the model's frame_length and frame_shift");
    }
    SpeechThresholds thresholds = thresholds(json);
    json.end();
    return new VadGraph(graph, frontEnd, thresholds);
  }

  private SpeechThresholds thresholds(BundleJson json) {
    double onset = json.numberOrEmpty("onset").orElse(SpeechThresholds.DEFAULT);
    if (!(onset > 0 && onset < 1)) {
      throw json.wrong("onset", onset, "a probability over 0 and under 1");
    }
    double offset = json.numberOrEmpty("offset").orElse(onset);
    if (!(offset > 0 && offset <= onset)) {
      throw json.wrong("offset", offset, "a probability over 0, at most onset, " + onset);
    }
    return new SpeechThresholds(onset, offset);
  }

  private FrontEnd frontEnd(BundleJson json, int sampleRate) {
    try {
      FrontEnd frontEnd =
          new FrontEnd(
              sampleRate,
              json.number("frame_length"),
              json.number("frame_shift"),
              json.integer("bins"),
              json.number("low_frequency"),
              json.number("high_frequency"),
              json.number("pre_emphasis"),
              window(json),
              json.number("energy_floor"));
      json.end();
      return frontEnd;
    } catch (IllegalArgumentException outOfRange) {
      throw BadBundle.at(
          List.of("bundle.json", "front_end"),
          "bundle.json: front_end: " + outOfRange.getMessage());
    }
  }

  private OptionalDouble dynamicRange(BundleJson json) {
    OptionalDouble range = json.numberOrEmpty("dynamic_range");
    range.ifPresent(
        decibels -> {
          if (!(decibels >= 20 && decibels <= 200)) {
            throw json.wrong("dynamic_range", decibels, "20 to 200 dB");
          }
        });
    return range;
  }

  private boolean subtractsMean(BundleJson json) {
    String normalization = json.textOrEmpty("normalization").orElse("mean");
    if (!normalization.equals("mean") && !normalization.equals("none")) {
      throw json.wrong("normalization", normalization, "mean or none");
    }
    return normalization.equals("mean");
  }

  private FrameWindow window(BundleJson json) {
    String label = json.text("window");
    for (FrameWindow window : FrameWindow.values()) {
      if (window.name().toLowerCase(Locale.ROOT).equals(label)) {
        return window;
      }
    }
    throw json.wrong("window", label, "povey, hanning or hamming");
  }

  private ScoreBands bands(BundleJson json) {
    List<ScoreBand> bands = new ArrayList<>();
    double above = Double.POSITIVE_INFINITY;
    double lowestRate = 0;
    for (BundleJson band : json.objects("bands")) {
      double from = band.number("from");
      if (!(from < above)) {
        throw band.wrong("from", from, "bands from the highest threshold down");
      }
      above = from;
      OptionalDouble rate = band.numberOrEmpty("false_accept_rate");
      if (rate.isPresent() && !(rate.getAsDouble() > lowestRate && rate.getAsDouble() < 1)) {
        throw band.wrong(
            "false_accept_rate", rate.getAsDouble(), "rates below 1 that rise from band to band");
      }
      lowestRate = rate.orElse(lowestRate);
      bands.add(
          new ScoreBand(
              band.text("name"),
              from,
              band.text("meaning"),
              rate.isPresent() ? rate.getAsDouble() : null));
      band.end();
    }
    ScoreBands all = new ScoreBands(json.text("measured_on"), bands);
    json.end();
    return all;
  }

  private byte[] file(String name) {
    try {
      return files.read(name);
    } catch (IOException failure) {
      throw BadBundle.at(
          List.of(name),
          "%s of the model bundle cannot be read (%s): a bundle is a folder of bundle.json, model.onnx and optionally vad.onnx"
              .formatted(name, failure.getMessage()));
    }
  }
}
