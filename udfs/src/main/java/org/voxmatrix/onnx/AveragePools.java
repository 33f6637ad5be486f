package org.voxmatrix.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Nodes that some versions of ONNX Runtime compute wrongly: {@code AveragePool} of opset 18 or
 * lower with {@code ceil_mode} and {@code count_include_pad}. Where the last window reaches beyond
 * the (padded) input, ONNX divides by what of the window lies within; they divide by all of it
 * (onnxruntime pull request 29629, mended in 1.29.0). Without {@code count_include_pad} they are
 * right, unless a {@code Pad} gives the input: that is made part of the node, which then counts
 * what was padded.
 */
public final class AveragePools {

  /** From the next version on the operator is another one in the runtime, and right. */
  private static final long LAST_OPSET = 18;

  private static final String TYPE = "AveragePool";
  private static final int NODE_INPUTS = 1;
  private static final int NODE_OUTPUTS = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_TYPE = 4;
  private static final int ATTRIBUTES = 5;

  private final boolean concerned;
  private final List<String> found = new ArrayList<>();
  private final Set<String> padded = new HashSet<>();
  private int made;

  private AveragePools(OnnxModel model) {
    concerned = model.opset() <= LAST_OPSET;
    walk(model, this::pad);
  }

  /**
   * The nodes of a graph, and of the graphs within it, that may be computed wrongly.
   *
   * @return their names, or those of what they give
   */
  public static List<String> find(OnnxModel model) {
    AveragePools pools = new AveragePools(model);
    walk(model, pools::look);
    return pools.found;
  }

  /**
   * Writes those nodes so that every version computes what the graph says: where nothing is padded,
   * nothing padded need be counted; else, where no window can begin within the padding, a node of
   * its own pads.
   *
   * @return the names of nodes that cannot be written so, and stay
   */
  public static List<String> mend(OnnxModel model) {
    if (!find(model).isEmpty()) {
      AveragePools pools = new AveragePools(model);
      List<ProtoMessage> nodes = new ArrayList<>();
      for (ProtoMessage node : model.graph().messages(1)) {
        nodes.addAll(pools.isFaulty(node) ? pools.mended(model, node) : List.of(node));
      }
      model.graph().replace(1, nodes);
    }
    return find(model);
  }

  /**
   * A graph with one such node, to ask a runtime: of an input of three ones, [1, 1, 3], it makes
   * two ones, or, if that is wrong, a one and a half.
   *
   * @param input name of the input
   * @param output name of the output
   */
  public static byte[] question(String input, String output) {
    ProtoMessage pool =
        new OnnxNode(TYPE, output, input)
            .numbers("kernel_shape", 2)
            .numbers("strides", 2)
            .number("ceil_mode", 1)
            .number("count_include_pad", 1)
            .message();
    ProtoMessage graph = new ProtoMessage().with(1, pool).with(2, "question");
    ProtoMessage opset = new ProtoMessage().with(2, 17);
    byte[] model = new ProtoMessage().with(1, 8).with(8, opset).with(7, graph).bytes();
    return OnnxModel.read(model)
        .takes(new TensorSpec(input, TensorSpec.FLOAT, List.of(1L, 1L, 3L)))
        .gives(new TensorSpec(output, TensorSpec.FLOAT, List.of(1L, 1L, 2L)))
        .bytes();
  }

  /** Visits all nodes, those of functions and of the graphs that nodes hold, too. */
  private static void walk(OnnxModel model, Consumer<ProtoMessage> visitor) {
    walk(model.graph(), 1, visitor);
    model.model().messages(25).forEach(function -> walk(function, 7, visitor));
  }

  private static void walk(ProtoMessage graph, int nodes, Consumer<ProtoMessage> visitor) {
    for (ProtoMessage node : graph.messages(nodes)) {
      visitor.accept(node);
      for (ProtoMessage attribute : node.messages(ATTRIBUTES)) {
        attribute.messages(6).forEach(inner -> walk(inner, 1, visitor));
        attribute.messages(11).forEach(inner -> walk(inner, 1, visitor));
      }
    }
  }

  private void pad(ProtoMessage node) {
    if (node.text(NODE_TYPE).equals("Pad")) {
      padded.addAll(node.texts(NODE_OUTPUTS));
    }
  }

  private void look(ProtoMessage node) {
    if (isFaulty(node)) {
      found.add(name(node));
    }
  }

  private boolean isFaulty(ProtoMessage node) {
    return concerned
        && node.text(NODE_TYPE).equals(TYPE)
        && number(node, "ceil_mode") != 0
        && (number(node, "count_include_pad") != 0 || padded.contains(node.text(NODE_INPUTS)));
  }

  private List<ProtoMessage> mended(OnnxModel model, ProtoMessage node) {
    List<Long> kernel = numbers(node, "kernel_shape");
    List<Long> pads = numbers(node, "pads");
    String auto = attribute(node, "auto_pad").map(found -> found.text(4)).orElse("NOTSET");
    if (!auto.equals("NOTSET") || kernel.isEmpty()) {
      return List.of(node);
    }
    boolean counts = number(node, "count_include_pad") != 0;
    if (!counts || pads.stream().allMatch(pad -> pad == 0)) {
      ProtoMessage pool = remove(node, "count_include_pad");
      String input = node.text(NODE_INPUTS);
      return padded.contains(input)
          ? List.of(apart(model, input), of(name(), pool))
          : List.of(pool);
    }
    return overlap(node, kernel, pads) && model.opset() >= 11
        ? padded(model, node, pads)
        : List.of(node);
  }

  /**
   * Whether every window that begins within the padding would end beyond it, which ONNX leaves out:
   * with {@code n} values the last one begins before {@code n + 2 pad - kernel + stride}, and is
   * left out from {@code n + pad} on.
   */
  private static boolean overlap(ProtoMessage node, List<Long> kernel, List<Long> pads) {
    List<Long> strides = numbers(node, "strides");
    if (pads.size() != 2 * kernel.size()) {
      return false;
    }
    for (int i = 0; i < kernel.size(); i++) {
      long stride = strides.isEmpty() ? 1 : strides.get(i);
      if (kernel.get(i) < stride + pads.get(kernel.size() + i)) {
        return false;
      }
    }
    return true;
  }

  private List<ProtoMessage> padded(OnnxModel model, ProtoMessage node, List<Long> pads) {
    int axes = pads.size() / 2;
    long[] all = new long[pads.size() + 4]; // Batch and channel have none.
    for (int i = 0; i < axes; i++) {
      all[2 + i] = pads.get(i);
      all[axes + 4 + i] = pads.get(axes + i);
    }
    String padding = "voxmatrix.padding." + made;
    model.numbers(padding + ".by", all);
    ProtoMessage pad =
        new OnnxNode("Pad", padding, node.text(NODE_INPUTS), padding + ".by").message();
    ProtoMessage pool = remove(remove(node, "count_include_pad"), "pads");
    return List.of(pad, apart(model, padding), of(name(), pool));
  }

  /** Gives what it is given: so the runtime does not make the padding part of the pool. */
  private ProtoMessage apart(OnnxModel model, String padding) {
    made++;
    model.weights(name() + ".least", new float[] {Float.NEGATIVE_INFINITY}, 1);
    return new OnnxNode("Max", name(), padding, name() + ".least").message();
  }

  private String name() {
    return "voxmatrix.padded." + made;
  }

  private static ProtoMessage of(String input, ProtoMessage pool) {
    return pool.without(NODE_INPUTS).with(NODE_INPUTS, input);
  }

  private static String name(ProtoMessage node) {
    return node.text(NODE_NAME).isEmpty() ? node.text(NODE_OUTPUTS) : node.text(NODE_NAME);
  }

  private static ProtoMessage remove(ProtoMessage node, String attribute) {
    List<ProtoMessage> kept =
        node.messages(ATTRIBUTES).stream()
            .filter(found -> !found.text(1).equals(attribute))
            .toList();
    return node.replace(ATTRIBUTES, kept);
  }

  private static long number(ProtoMessage node, String attribute) {
    return attribute(node, attribute).map(found -> found.number(3, 0)).orElse(0L);
  }

  private static List<Long> numbers(ProtoMessage node, String attribute) {
    return attribute(node, attribute).map(found -> found.numbers(8)).orElse(List.of());
  }

  private static Optional<ProtoMessage> attribute(ProtoMessage node, String name) {
    return node.messages(ATTRIBUTES).stream()
        .filter(found -> found.text(1).equals(name))
        .findFirst();
  }
}
