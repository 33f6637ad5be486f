package org.voxmatrix.model.preset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.voxmatrix.model.ExternalData;
import org.voxmatrix.onnx.AveragePools;
import org.voxmatrix.onnx.OnnxModel;

/** Graphs that are to become part of a bundle. */
final class Graphs {

  private Graphs() {}

  /**
   * @param name of the file, for messages
   */
  static OnnxModel read(String name, byte[] file) {
    ExternalData.refuse(name, file);
    try {
      return OnnxModel.read(file);
    } catch (IllegalArgumentException noGraph) {
      throw BadGraph.at("graph", "%s is no ONNX graph: give an exported one".formatted(name));
    }
  }

  /**
   * Writes nodes that runtimes compute wrongly otherwise.
   *
   * @param changes is told of it
   * @return whether there were any
   */
  static boolean mend(String name, OnnxModel graph, List<String> changes) {
    List<String> faulty = AveragePools.find(graph);
    List<String> left = AveragePools.mend(graph);
    if (!left.isEmpty()) {
      throw BadGraph.at(
          "AveragePool",
          "%s has %d AveragePool nodes with ceil_mode and count_include_pad (\"%s\") that runtimes compute wrongly and that cannot be written otherwise: export it with opset 19"
              .formatted(name, left.size(), left.get(0)));
    }
    if (!faulty.isEmpty()) {
      changes.add(
          "%d AveragePool nodes of %s, which ONNX Runtime before 1.29 computes wrongly, are written otherwise"
              .formatted(faulty.size(), name));
    }
    return !faulty.isEmpty();
  }

  /** A file of JSON. */
  static byte[] bytes(ObjectNode bundle) {
    return (bundle.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
