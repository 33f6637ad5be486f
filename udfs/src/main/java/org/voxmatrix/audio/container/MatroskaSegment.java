package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * How long a Matroska or WebM file says it is: its second element holds all but the header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8794#section-4">RFC 8794, section 4</a>
 */
final class MatroskaSegment {

  private static final int SEGMENT = 0x1853_8067;
  private static final int ID_LENGTH = 4;
  private static final int LONGEST_SIZE = 8;

  private MatroskaSegment() {}

  /** Whether the file is as long as it says; also where it does not say. */
  static boolean isWhole(HeaderBytes bytes) {
    long header = end(bytes, ID_LENGTH);
    ByteBuffer id = bytes.at(Math.max(0, header), ID_LENGTH).order(ByteOrder.BIG_ENDIAN);
    return header < 0
        || id.limit() < ID_LENGTH
        || id.getInt(0) != SEGMENT
        || end(bytes, header + ID_LENGTH) <= bytes.size();
  }

  /** End of the element whose size is at {@code position}; -1 if it has none. */
  private static long end(HeaderBytes bytes, long position) {
    ByteBuffer size = bytes.at(position, LONGEST_SIZE).order(ByteOrder.BIG_ENDIAN);
    if (size.limit() < LONGEST_SIZE || size.get(0) == 0) {
      return -1;
    }
    int length = Integer.numberOfLeadingZeros(size.get(0) & 0xFF) - 23;
    long value = size.getLong(0) >>> 8 * (LONGEST_SIZE - length);
    long most = (1L << 7 * length) - 1;
    return (value & most) == most ? -1 : position + length + (value & most);
  }
}
