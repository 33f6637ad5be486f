package org.voxmatrix.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** ONNX graphs of a few nodes, as protobuf, for models that nobody should make. */
final class OnnxBytes {

  private static final long FLOAT = 1;
  private static final long INT64 = 7;
  private static final long BOOL = 9;

  private OnnxBytes() {}

  /** Takes samples and gives what {@code nodesAndTensors} name embedding. */
  static byte[] model(byte[]... nodesAndTensors) {
    byte[] graph =
        join(
            join(nodesAndTensors),
            message(2, text("graph")),
            message(11, value("samples", FLOAT, -1, -1)),
            message(12, value("embedding", FLOAT, 1, 3)));
    return join(number(1, 8), message(8, number(2, 17)), message(7, graph));
  }

  /** An initializer of three numbers. */
  static byte[] weights(String name) {
    return message(5, tensor(name, FLOAT, new byte[12], 1, 3));
  }

  /** A loop whose condition never changes. */
  static byte[] endlessLoop() {
    byte[] body =
        join(
            message(1, node("And", "c", "c", "c2")),
            message(1, node("Add", "x", "x", "x2")),
            message(2, text("body")),
            message(11, value("i", INT64)),
            message(11, value("c", BOOL)),
            message(11, value("x", FLOAT, 1, 3)),
            message(12, value("c2", BOOL)),
            message(12, value("x2", FLOAT, 1, 3)));
    byte[] attribute = join(message(1, text("body")), message(6, body), number(20, 5));
    byte[] loop =
        join(
            message(1, text("")),
            message(1, text("go")),
            message(1, text("w")),
            message(2, text("embedding")),
            message(4, text("Loop")),
            message(5, attribute));
    return join(weights("w"), message(5, tensor("go", BOOL, new byte[] {1})), message(1, loop));
  }

  /** A tensor in another file, as an initializer. */
  static byte[] elsewhere(String file) {
    return message(5, outside(file));
  }

  /** The same as the value of a constant in a graph within the graph. */
  static byte[] elsewhereBelow(String file) {
    byte[] value = join(message(1, text("value")), message(5, outside(file)), number(20, 4));
    byte[] constant =
        join(message(2, text("inner")), message(4, text("Constant")), message(5, value));
    byte[] branch = join(message(1, constant), message(2, text("branch")));
    byte[] attribute = join(message(1, text("then_branch")), message(6, branch), number(20, 5));
    return message(1, join(message(4, text("If")), message(5, attribute)));
  }

  static byte[] identity(String input) {
    return message(
        1,
        join(message(1, text(input)), message(2, text("embedding")), message(4, text("Identity"))));
  }

  private static byte[] outside(String file) {
    byte[] entry = join(message(1, text("location")), message(2, text(file)));
    return join(tensor("w", FLOAT, new byte[0], 1, 3), message(13, entry), number(14, 1));
  }

  private static byte[] node(String type, String a, String b, String out) {
    return join(
        message(1, text(a)), message(1, text(b)), message(2, text(out)), message(4, text(type)));
  }

  private static byte[] tensor(String name, long type, byte[] raw, long... dimensions) {
    byte[] shape = new byte[0];
    for (long dimension : dimensions) {
      shape = join(shape, number(1, dimension));
    }
    byte[] content = raw.length == 0 ? raw : message(9, raw);
    return join(shape, number(2, type), message(8, text(name)), content);
  }

  private static byte[] value(String name, long type, long... dimensions) {
    byte[] shape = new byte[0];
    for (long dimension : dimensions) {
      shape = join(shape, message(1, dimension < 0 ? message(2, text("n")) : number(1, dimension)));
    }
    byte[] tensor = message(1, join(number(1, type), message(2, shape)));
    return join(message(1, text(name)), message(2, tensor));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] number(int field, long value) {
    return join(varint((long) field << 3), varint(value));
  }

  static byte[] message(int field, byte[] content) {
    return join(varint((long) field << 3 | 2), varint(content.length), content);
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    for (; rest > 0x7F; rest >>>= 7) {
      out.write((int) (rest & 0x7F | 0x80));
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
