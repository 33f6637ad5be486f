package org.voxmatrix.onnx;

import java.util.List;

/** A node to be put into a graph. */
public final class OnnxNode {

  private static final int INT = 2;
  private static final int INTS = 7;

  private final ProtoMessage message = new ProtoMessage();

  /**
   * @param type a standard operator
   * @param output named after what it is, with a prefix that no exporter writes
   */
  public OnnxNode(String type, String output, String... inputs) {
    List.of(inputs).forEach(input -> message.with(1, input));
    message.with(2, output).with(4, type);
  }

  /** An attribute of one whole number. */
  public OnnxNode number(String name, long value) {
    return attribute(new ProtoMessage().with(1, name).with(3, value).with(20, INT));
  }

  /** An attribute of several. */
  public OnnxNode numbers(String name, long... values) {
    ProtoMessage attribute = new ProtoMessage().with(1, name);
    for (long value : values) {
      attribute.with(8, value);
    }
    return attribute(attribute.with(20, INTS));
  }

  private OnnxNode attribute(ProtoMessage attribute) {
    message.with(5, attribute);
    return this;
  }

  ProtoMessage message() {
    return message;
  }
}
