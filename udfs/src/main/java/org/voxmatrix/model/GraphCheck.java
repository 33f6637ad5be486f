package org.voxmatrix.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.features.FrontEnd;

/** Checks that graphs are what their bundle declares: by their signature, then by one short run. */
final class GraphCheck {

  private static final long ANY = -1;

  private GraphCheck() {}

  static void check(BundleFields bundle) {
    int size = bundle.embeddingSize();
    long[] output = {ANY, size};
    if (bundle.kind() == InputKind.WAVEFORM) {
      long samples = Math.round(bundle.minimumSpeech() * bundle.sampleRate());
      check(bundle.model(), new long[] {ANY, ANY}, output, new long[] {1, samples}, size);
    } else {
      FrontEnd frontEnd = bundle.frontEnd().orElseThrow();
      long frames = Math.max(1, (long) (bundle.minimumSpeech() / frontEnd.frameShift()) - 2);
      long[] input = {ANY, ANY, frontEnd.bins()};
      check(bundle.model(), input, output, new long[] {1, frames, frontEnd.bins()}, size);
    }
    bundle
        .vad()
        .ifPresent(
            vad -> {
              int bins = vad.frontEnd().bins();
              long[] input = {ANY, ANY, bins};
              check(vad.graph(), input, new long[] {ANY, ANY}, new long[] {1, 30, bins}, 30);
            });
  }

  private static void check(
      GraphFile file, long[] input, long[] output, long[] probe, int expectedValues) {
    try (OnnxGraph graph = OnnxGraph.open(file)) {
      Map<String, NodeInfo> inputs = graph.session().getInputInfo();
      checkTensor(file, "input", file.input(), inputs, input);
      if (inputs.size() > 1) {
        List<String> others = new ArrayList<>(inputs.keySet());
        others.remove(file.input());
        throw wrong(file, "input", "the graph also needs " + others + ": export it with one input");
      }
      checkTensor(file, "output", file.output(), graph.session().getOutputInfo(), output);
      int values = probe(file, graph, probe);
      if (values != expectedValues) {
        throw wrong(
            file,
            "output",
            "a run with input %s gave %s values, not %s: correct bundle.json or the graph"
                .formatted(Arrays.toString(probe), values, expectedValues));
      }
    } catch (OrtException failure) {
      throw wrong(
          file,
          "sha256",
          "ONNX Runtime cannot load it (" + failure.getMessage() + "): export it" + " again");
    }
  }

  private static int probe(GraphFile file, OnnxGraph graph, long[] shape) {
    try {
      return graph.run(
              shape,
              buffer -> {
                while (buffer.hasRemaining()) {
                  buffer.put(0);
                }
              })
          .length;
    } catch (IllegalStateException failure) {
      throw wrong(
          file,
          "input",
          "a run with input %s failed (%s): correct bundle.json or the graph"
              .formatted(Arrays.toString(shape), failure.getCause().getMessage()));
    }
  }

  private static void checkTensor(
      GraphFile file, String field, String name, Map<String, NodeInfo> nodes, long[] expected) {
    NodeInfo node = nodes.get(name);
    if (node == null) {
      throw wrong(
          file,
          field,
          "there is no %s \"%s\", only %s: correct the name"
              .formatted(field, name, nodes.keySet()));
    }
    if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw wrong(file, field, field + " \"" + name + "\" is not a float32 tensor: export one");
    }
    if (!fits(tensor.getShape(), expected)) {
      throw wrong(
          file,
          field,
          "%s \"%s\" has shape %s, declared is %s (-1 = any): correct bundle.json or the graph"
              .formatted(
                  field, name, Arrays.toString(tensor.getShape()), Arrays.toString(expected)));
    }
  }

  private static boolean fits(long[] found, long[] expected) {
    if (found.length != expected.length) {
      return false;
    }
    for (int i = 0; i < found.length; i++) {
      boolean anyExpected = expected[i] == ANY;
      // A fixed length where any is needed fits no recording; a batch of one is all we use.
      boolean fits =
          anyExpected
              ? found[i] < 0 || (i == 0 && found[i] == 1)
              : found[i] < 0 || found[i] == expected[i];
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static RequestException wrong(GraphFile file, String field, String message) {
    return BadBundle.at(List.of(file.file(), field), file.file() + ": " + message);
  }
}
