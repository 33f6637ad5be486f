package org.voxmatrix.model.preset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.onnx.OnnxModel;
import org.voxmatrix.onnx.TensorSpec;

/** Graphs that say of themselves what is not so. */
final class GraphLies {

  private GraphLies() {}

  /** The same graph with another text in its metadata. */
  static byte[] metadata(byte[] graph, String field, String text, String lie) {
    return replaced(graph, entry(field, text), entry(field, lie));
  }

  /** The same with a field of its metadata under another name. */
  static byte[] field(byte[] graph, String field, String other) {
    String text = OnnxModel.read(graph).metadata().get(field);
    return replaced(graph, entry(field, text), entry(other, text));
  }

  private static byte[] replaced(byte[] graph, byte[] before, byte[] after) {
    int at = find(graph, before);
    byte[] changed = new byte[graph.length - before.length + after.length];
    System.arraycopy(graph, 0, changed, 0, at);
    System.arraycopy(after, 0, changed, at, after.length);
    System.arraycopy(
        graph, at + before.length, changed, at + after.length, graph.length - at - before.length);
    return changed;
  }

  /** The same with another shape of its first input. */
  static byte[] shape(byte[] graph, long... shape) {
    List<Long> sizes = new ArrayList<>();
    for (long size : shape) {
      sizes.add(size);
    }
    OnnxModel model = OnnxModel.read(graph);
    TensorSpec first = model.inputs().get(0);
    return model.takes(new TensorSpec(first.name(), first.type(), sizes)).bytes();
  }

  /** The same with another type of its first input. */
  static byte[] type(byte[] graph, long type) {
    OnnxModel model = OnnxModel.read(graph);
    TensorSpec first = model.inputs().get(0);
    return model.takes(new TensorSpec(first.name(), type, first.shape())).bytes();
  }

  /** Field 14 of the model: a key and a value. */
  private static byte[] entry(String key, String value) {
    byte[] text = (key + value).getBytes(StandardCharsets.US_ASCII);
    byte[] entry = new byte[text.length + 6];
    entry[0] = 14 << 3 | 2;
    entry[1] = (byte) (text.length + 4);
    entry[2] = 1 << 3 | 2;
    entry[3] = (byte) key.length();
    System.arraycopy(text, 0, entry, 4, key.length());
    entry[4 + key.length()] = 2 << 3 | 2;
    entry[5 + key.length()] = (byte) value.length();
    System.arraycopy(text, key.length(), entry, 6 + key.length(), value.length());
    return entry;
  }

  private static int find(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not in the graph");
  }
}
