package org.voxmatrix.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ONNX file that is looked at and changed as data. Numbers of fields as in onnx.proto. */
public final class OnnxModel {

  private static final int GRAPH = 7;
  private static final int OPSETS = 8;
  private static final int METADATA = 14;
  private static final int NODES = 1;
  private static final int WEIGHTS = 5;
  private static final int INPUTS = 11;
  private static final int OUTPUTS = 12;

  /** The version of the format from which on weights need not be inputs as well. */
  private static final int WEIGHTS_ALONE = 4;

  private final ProtoMessage model;
  private final ProtoMessage graph;

  private OnnxModel(ProtoMessage model, ProtoMessage graph) {
    this.model = model;
    this.graph = graph;
  }

  /**
   * @throws IllegalArgumentException if that is no ONNX graph
   */
  public static OnnxModel read(byte[] file) {
    ProtoMessage model = ProtoMessage.read(file);
    ProtoMessage graph =
        model.message(GRAPH).orElseThrow(() -> new IllegalArgumentException("no graph"));
    return new OnnxModel(model, graph);
  }

  /** The version of the standard operators. */
  public long opset() {
    return model.messages(OPSETS).stream()
        .filter(set -> set.text(1).isEmpty() || set.text(1).equals("ai.onnx"))
        .mapToLong(set -> set.number(2, 1))
        .max()
        .orElse(1);
  }

  /** What its maker wrote about it. */
  public Map<String, String> metadata() {
    Map<String, String> entries = new LinkedHashMap<>();
    model.messages(METADATA).forEach(entry -> entries.put(entry.text(1), entry.text(2)));
    return entries;
  }

  /** What a run has to be given. */
  public List<TensorSpec> inputs() {
    Set<String> weights = new HashSet<>();
    graph.messages(WEIGHTS).forEach(tensor -> weights.add(tensor.text(8)));
    return graph.messages(INPUTS).stream()
        .map(OnnxModel::spec)
        .filter(input -> !weights.contains(input.name()))
        .toList();
  }

  public List<TensorSpec> outputs() {
    return graph.messages(OUTPUTS).stream().map(OnnxModel::spec).toList();
  }

  private static TensorSpec spec(ProtoMessage value) {
    ProtoMessage tensor =
        value.message(2).flatMap(type -> type.message(1)).orElseGet(ProtoMessage::new);
    List<Long> shape =
        tensor
            .message(2)
            .map(
                dimensions ->
                    dimensions.messages(1).stream()
                        .map(size -> size.number(1, TensorSpec.ANY))
                        .map(size -> size < 0 ? TensorSpec.ANY : size)
                        .toList())
            .orElse(null);
    return new TensorSpec(value.text(1), tensor.number(1, 0), shape);
  }

  ProtoMessage model() {
    return model;
  }

  ProtoMessage graph() {
    return graph;
  }

  /** Takes other inputs than before; what the nodes still need, {@link #first} has to make. */
  public OnnxModel takes(TensorSpec... inputs) {
    needNoInputsForWeights();
    graph.replace(INPUTS, List.of(inputs).stream().map(OnnxModel::value).toList());
    return this;
  }

  /** Gives that alone. */
  public OnnxModel gives(TensorSpec output) {
    graph.replace(OUTPUTS, List.of(value(output)));
    return this;
  }

  private static ProtoMessage value(TensorSpec spec) {
    ProtoMessage shape = new ProtoMessage();
    spec.shape()
        .forEach(
            size ->
                shape.with(1, size < 0 ? new ProtoMessage() : new ProtoMessage().with(1, size)));
    ProtoMessage tensor = new ProtoMessage().with(1, spec.type()).with(2, shape);
    return new ProtoMessage().with(1, spec.name()).with(2, new ProtoMessage().with(1, tensor));
  }

  /** Puts nodes before all others. */
  public OnnxModel first(List<OnnxNode> nodes) {
    List<ProtoMessage> all = new ArrayList<>(nodes.stream().map(OnnxNode::message).toList());
    all.addAll(graph.messages(NODES));
    graph.replace(NODES, all);
    return this;
  }

  /** Puts a node after all others. */
  public OnnxModel last(OnnxNode node) {
    graph.with(NODES, node.message());
    return this;
  }

  /** Adds weights, row-major. */
  public OnnxModel weights(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor(name, TensorSpec.FLOAT, raw.array(), shape);
  }

  /** Adds whole numbers, in one dimension. */
  public OnnxModel numbers(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return tensor(name, TensorSpec.INT64, raw.array(), values.length);
  }

  private OnnxModel tensor(String name, long type, byte[] raw, long... shape) {
    needNoInputsForWeights();
    ProtoMessage tensor = new ProtoMessage();
    for (long size : shape) {
      tensor.with(1, size);
    }
    graph.with(WEIGHTS, tensor.with(2, type).with(8, name).with(9, raw));
    return this;
  }

  private void needNoInputsForWeights() {
    if (model.number(1, 0) < WEIGHTS_ALONE) {
      model.without(1).with(1, WEIGHTS_ALONE);
    }
  }

  /** The file, with what was changed. */
  public byte[] bytes() {
    return model.replace(GRAPH, List.of(graph)).bytes();
  }
}
