package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * The head of a chunk of a RIFF or Wave64 file.
 *
 * @param id four characters
 * @param start first byte of the head
 * @param body first byte of the content
 * @param size bytes of the content, as declared; unsigned
 * @param next where the next chunk begins
 */
record Chunk(String id, long start, long body, long size, long next) {

  static final long UINT32_MAX = 0xFFFF_FFFFL;

  private static final int HEAD = 8;
  private static final int WAVE64_HEAD = 24;

  /** Reads the head at {@code position}; null where the file ends before it does. */
  static Chunk riff(HeaderBytes bytes, long position) {
    ByteBuffer head = bytes.at(position, HEAD);
    if (head.limit() < HEAD) {
      return null;
    }
    long size = head.getInt(4) & UINT32_MAX;
    long body = position + HEAD;
    return new Chunk(id(head), position, body, size, body + size + (size & 1));
  }

  /** As {@link #riff}, of a Wave64 file, whose sizes count the head. */
  static Chunk wave64(HeaderBytes bytes, long position) {
    ByteBuffer head = bytes.at(position, WAVE64_HEAD);
    if (head.limit() < WAVE64_HEAD) {
      return null;
    }
    long size = head.getLong(16) - WAVE64_HEAD;
    long body = position + WAVE64_HEAD;
    return new Chunk(id(head), position, body, size, body + (size + 7) / 8 * 8);
  }

  /** Whether the name consists of printable letters. */
  boolean isNamed() {
    return id.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static String id(ByteBuffer head) {
    return ISO_8859_1.decode(head.duplicate().limit(4)).toString();
  }
}
