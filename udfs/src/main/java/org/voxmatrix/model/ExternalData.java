package org.voxmatrix.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Refuses graphs that name other files: ONNX Runtime would read those from the current folder, and
 * no checksum would see them. This walks through the protobuf messages of a graph, without reading
 * its weights; what is no protobuf is left to ONNX Runtime to refuse.
 */
public final class ExternalData {

  private static final int DEEPEST = 100;

  private static final int LOCATION = 13;
  private static final int IS_EXTERNAL = 14;

  /** Messages of the ONNX format, with those of their fields that may lead to a tensor. */
  private enum Message {
    MODEL,
    TRAINING,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE,
    TENSOR;

    private Message of(int field) {
      return FIELDS.get(this).get(field);
    }
  }

  private static final Map<Message, Map<Integer, Message>> FIELDS =
      Map.of(
          Message.MODEL, Map.of(7, Message.GRAPH, 20, Message.TRAINING, 25, Message.FUNCTION),
          Message.TRAINING, Map.of(1, Message.GRAPH, 2, Message.GRAPH),
          Message.FUNCTION, Map.of(7, Message.NODE, 11, Message.ATTRIBUTE),
          Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE),
          Message.NODE, Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
              Map.of(
                  5, Message.TENSOR,
                  6, Message.GRAPH,
                  10, Message.TENSOR,
                  11, Message.GRAPH,
                  22, Message.SPARSE,
                  23, Message.SPARSE),
          Message.SPARSE, Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.TENSOR, Map.of());

  private final String file;
  private final byte[] content;
  private int position;

  private ExternalData(String file, byte[] content) {
    this.file = file;
    this.content = content;
  }

  /**
   * @throws org.voxmatrix.error.RequestException if the graph is not all in its bytes
   */
  public static void refuse(String file, byte[] content) {
    boolean ownFormat =
        content.length >= 8
            && new String(content, 4, 4, StandardCharsets.ISO_8859_1).equals("ORTM");
    if (ownFormat) {
      throw BadBundle.at(
          List.of(file), file + " is in ONNX Runtime's own format: export it as ONNX");
    }
    try {
      new ExternalData(file, content).message(Message.MODEL, content.length, 0);
    } catch (IndexOutOfBoundsException noProtobuf) {
      return;
    }
  }

  private void message(Message message, int end, int depth) {
    if (depth > DEEPEST) {
      throw BadBundle.at(
          List.of(file), file + " has graphs within graphs beyond 100 levels: export it again");
    }
    while (position < end) {
      long key = varint();
      field(message, (int) (key >>> 3), (int) (key & 7), depth);
    }
  }

  private void field(Message message, int field, int wire, int depth) {
    if (message == Message.TENSOR && field == IS_EXTERNAL && wire == 0) {
      if (varint() != 0) {
        throw external("");
      }
    } else if (message == Message.TENSOR && field == LOCATION && wire == 2) {
      int length = length();
      throw external(name(length));
    } else if (message != null && wire == 2 && message.of(field) != null) {
      int end = position + length();
      message(message.of(field), end, depth + 1);
    } else {
      skip(wire, depth);
    }
  }

  private RuntimeException external(String names) {
    return BadBundle.at(
        List.of(file, "external_data"),
        "%s has weights in another file%s, which its checksum does not cover: save it with all weights inside"
            .formatted(file, names));
  }

  /** What the entry says, as far as it is plain text. */
  private String name(int length) {
    String entry =
        new String(content, position, Math.min(length, 200), StandardCharsets.US_ASCII)
            .replaceAll("[^\\w./-]+", " ")
            .replaceFirst("^ ?location ", "")
            .strip();
    return entry.isEmpty() ? "" : " (" + entry + ")";
  }

  private void skip(int wire, int depth) {
    switch (wire) {
      case 0 -> varint();
      case 1 -> forward(Long.BYTES);
      case 2 -> forward(length());
      case 3 -> group(depth + 1);
      case 5 -> forward(Integer.BYTES);
      default -> throw new IndexOutOfBoundsException(wire);
    }
  }

  /** Unknown fields of a form that protobuf has given up, and still skips. */
  private void group(int depth) {
    for (long key = varint(); (key & 7) != 4; key = varint()) {
      if (depth > DEEPEST) {
        throw new IndexOutOfBoundsException(depth);
      }
      skip((int) (key & 7), depth);
    }
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > content.length - position) {
      throw new IndexOutOfBoundsException(position);
    }
    return (int) length;
  }

  private void forward(int bytes) {
    if (bytes > content.length - position) {
      throw new IndexOutOfBoundsException(position);
    }
    position += bytes;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = content[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IndexOutOfBoundsException(position);
  }
}
