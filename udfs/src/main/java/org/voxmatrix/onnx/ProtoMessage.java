package org.voxmatrix.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A protobuf message as its fields in the order in which they were written. Fields that nobody
 * knows stay; weights are not copied until the message is written.
 */
final class ProtoMessage {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /**
   * @param number of a varint or of fixed bits
   * @param content of bytes; null otherwise
   */
  private record Field(int id, int wire, long number, ByteBuffer content) {}

  private final List<Field> fields = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if it is no message
   */
  static ProtoMessage read(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes));
  }

  private static ProtoMessage read(ByteBuffer bytes) {
    ProtoMessage message = new ProtoMessage();
    ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (in.hasRemaining()) {
        long key = varint(in);
        message.fields.add(field((int) (key >>> 3), (int) (key & 7), in));
      }
      return message;
    } catch (RuntimeException cutOff) {
      throw new IllegalArgumentException("no protobuf message", cutOff);
    }
  }

  private static Field field(int id, int wire, ByteBuffer in) {
    return switch (wire) {
      case VARINT -> new Field(id, wire, varint(in), null);
      case FIXED64 -> new Field(id, wire, in.getLong(), null);
      case FIXED32 -> new Field(id, wire, in.getInt(), null);
      case BYTES -> {
        int length = Math.toIntExact(varint(in));
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        yield new Field(id, wire, 0, content);
      }
      default -> throw new IllegalArgumentException("wire type " + wire);
    };
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint");
  }

  /** The messages of a repeated field, in order; changes of them do not reach this one. */
  List<ProtoMessage> messages(int id) {
    return fields.stream()
        .filter(field -> field.id == id && field.wire == BYTES)
        .map(field -> read(field.content))
        .toList();
  }

  /** The last one, as protobuf has it. */
  Optional<ProtoMessage> message(int id) {
    List<ProtoMessage> all = messages(id);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  List<String> texts(int id) {
    return fields.stream()
        .filter(field -> field.id == id && field.wire == BYTES)
        .map(field -> StandardCharsets.UTF_8.decode(field.content.duplicate()).toString())
        .toList();
  }

  /** Empty if it is absent, as protobuf has it. */
  String text(int id) {
    List<String> all = texts(id);
    return all.isEmpty() ? "" : all.get(all.size() - 1);
  }

  /** The numbers of a repeated field, packed or not. */
  List<Long> numbers(int id) {
    List<Long> numbers = new ArrayList<>();
    for (Field field : fields) {
      if (field.id == id && field.wire == VARINT) {
        numbers.add(field.number);
      } else if (field.id == id && field.wire == BYTES) {
        ByteBuffer packed = field.content.duplicate();
        while (packed.hasRemaining()) {
          numbers.add(varint(packed));
        }
      }
    }
    return numbers;
  }

  long number(int id, long absent) {
    List<Long> all = numbers(id);
    return all.isEmpty() ? absent : all.get(all.size() - 1);
  }

  ProtoMessage with(int id, long number) {
    fields.add(new Field(id, VARINT, number, null));
    return this;
  }

  ProtoMessage with(int id, byte[] content) {
    fields.add(field(id, content));
    return this;
  }

  private static Field field(int id, byte[] content) {
    return new Field(id, BYTES, 0, ByteBuffer.wrap(content));
  }

  ProtoMessage with(int id, String text) {
    return with(id, text.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage with(int id, ProtoMessage message) {
    return with(id, message.bytes());
  }

  ProtoMessage without(int id) {
    fields.removeIf(field -> field.id == id);
    return this;
  }

  /** Puts messages in place of those of a repeated field, where the first of them was. */
  ProtoMessage replace(int id, List<ProtoMessage> messages) {
    int at = 0;
    while (at < fields.size() && fields.get(at).id != id) {
      at++;
    }
    without(id);
    List<Field> replaced = messages.stream().map(message -> field(id, message.bytes())).toList();
    fields.addAll(at, replaced);
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      write((long) field.id << 3 | field.wire, out);
      switch (field.wire) {
        case VARINT -> write(field.number, out);
        case FIXED64 -> fixed(field.number, Long.BYTES, out);
        case FIXED32 -> fixed(field.number, Integer.BYTES, out);
        default -> {
          write(field.content.remaining(), out);
          out.write(
              field.content.array(),
              field.content.arrayOffset() + field.content.position(),
              field.content.remaining());
        }
      }
    }
    return out.toByteArray();
  }

  private static void write(long value, ByteArrayOutputStream out) {
    long rest = value;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
      out.write((int) (rest & 0x7F | 0x80));
    }
    out.write((int) rest);
  }

  private static void fixed(long value, int bytes, ByteArrayOutputStream out) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> 8 * i));
    }
  }
}
