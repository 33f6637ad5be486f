package org.voxmatrix.model.preset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxmatrix.onnx.OnnxModel;
import org.voxmatrix.onnx.TensorSpec;

/**
 * Which of a graph's inputs and outputs are which.
 *
 * @param input of features or samples
 * @param length of the input, if the graph wants to be told
 * @param output the embedding: [batch, size], or with a dimension of one besides
 * @param size values in an embedding
 */
record Signature(TensorSpec input, Optional<TensorSpec> length, TensorSpec output, int size) {

  private static final int LARGEST = 65_536;

  static Signature of(OnnxModel model, Preset preset, ImportOptions options, Metadata metadata) {
    List<TensorSpec> inputs = new ArrayList<>(model.inputs());
    TensorSpec input = input(inputs, preset, options);
    inputs.remove(input);
    Optional<TensorSpec> length = inputs.stream().findFirst();
    if (inputs.size() > 1 || length.isPresent() && !isLength(length.get(), preset)) {
      throw BadGraph.at(
          "input",
          "The graph also needs %s: preset %s takes %s; export it so"
              .formatted(shown(inputs), preset, preset.takes()));
    }
    TensorSpec output = output(model.outputs(), options);
    return new Signature(input, length, output, size(output, metadata));
  }

  private static TensorSpec input(List<TensorSpec> all, Preset preset, ImportOptions options) {
    List<TensorSpec> wanted =
        options.input().isPresent()
            ? all.stream().filter(input -> input.name().equals(options.input().get())).toList()
            : all.stream().filter(input -> input.rank() != 1).toList();
    if (wanted.size() != 1) {
      throw BadGraph.at(
          "input",
          "The graph has inputs %s: preset %s takes %s; name the one with --input"
              .formatted(shown(all), preset, preset.takes()));
    }
    TensorSpec input = wanted.get(0);
    if (input.type() != TensorSpec.FLOAT) {
      throw BadGraph.at(
          "input", "Input %s is not of float32: export it so".formatted(input.shown()));
    }
    checkAxes(input, preset);
    return input;
  }

  private static void checkAxes(TensorSpec input, Preset preset) {
    int time = time(input, preset);
    if (time < 0) {
      throw BadGraph.at(
          "input",
          "Input %s has not the axes of preset %s, %s: name another preset, or export it so"
              .formatted(input.shown(), preset, preset.takes()));
    }
    if (input.dimension(time) != TensorSpec.ANY) {
      throw BadGraph.at(
          "input",
          "Input %s takes one length alone, %d: export it with an open time axis"
              .formatted(input.shown(), input.dimension(time)));
    }
    if (input.dimension(0) != TensorSpec.ANY && input.dimension(0) != 1) {
      throw BadGraph.at(
          "input",
          "Input %s takes %d recordings at once: export it with an open batch axis"
              .formatted(input.shown(), input.dimension(0)));
    }
  }

  /** The axis of time; -1 if the axes are not those of the preset. */
  private static int time(TensorSpec input, Preset preset) {
    return switch (preset) {
      case WESPEAKER, THREE_D_SPEAKER -> input.rank() == 3 ? 1 : -1;
      case NEMO -> input.rank() == 3 ? 2 : -1;
      case SPEECHBRAIN -> input.rank() == 2 || input.rank() == 3 ? 1 : -1;
      case REDIMNET ->
          input.rank() == 2 ? 1 : input.rank() == 3 && input.dimension(1) == 1 ? 2 : -1;
    };
  }

  private static boolean isLength(TensorSpec input, Preset preset) {
    boolean counted = input.type() == TensorSpec.INT64 || input.type() == TensorSpec.INT32;
    boolean one =
        input.rank() == 1 && (input.dimension(0) == TensorSpec.ANY || input.dimension(0) == 1);
    return one
        && switch (preset) {
          case NEMO -> counted;
          case SPEECHBRAIN -> input.type() == TensorSpec.FLOAT;
          default -> false;
        };
  }

  private static TensorSpec output(List<TensorSpec> all, ImportOptions options) {
    List<TensorSpec> wanted = all;
    if (options.output().isPresent()) {
      wanted = all.stream().filter(one -> one.name().equals(options.output().get())).toList();
    } else if (all.size() > 1) {
      wanted = all.stream().filter(one -> isNamedSo(one.name())).toList();
    }
    if (wanted.size() != 1) {
      throw BadGraph.at(
          "output",
          "The graph has outputs %s: name the embedding with --output".formatted(shown(all)));
    }
    TensorSpec output = wanted.get(0);
    long others =
        output.rank() < 0 ? 0 : output.shape().stream().skip(1).filter(size -> size != 1).count();
    if (output.type() != TensorSpec.FLOAT || output.rank() < 2 || output.rank() > 3 || others > 1) {
      throw BadGraph.at(
          "output",
          "Output %s is no embedding, float32 of [batch, size]: name another with --output, or export it so"
              .formatted(output.shown()));
    }
    return output;
  }

  private static boolean isNamedSo(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("emb") || lower.contains("xvector");
  }

  private static int size(TensorSpec output, Metadata metadata) {
    long inGraph = output.shape().stream().skip(1).filter(size -> size != 1).findFirst().orElse(1L);
    metadata.requireSame("output_dim", 1, LARGEST, inGraph, "output " + output.shown());
    long size = inGraph > 0 ? inGraph : metadata.number("output_dim", 1, LARGEST).orElse(0);
    if (size < 1 || size > LARGEST) {
      throw BadGraph.at(
          "output",
          "Output %s does not say how long an embedding is, and no metadata output_dim does: export it with one of them"
              .formatted(output.shown()));
    }
    return (int) size;
  }

  private static String shown(List<TensorSpec> all) {
    return all.isEmpty()
        ? "none"
        : all.stream().limit(8).map(TensorSpec::shown).collect(Collectors.joining("; "));
  }
}
