package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * The chunks of a Core Audio file.
 *
 * @see <a
 *     href="https://developer.apple.com/library/archive/documentation/MusicAudio/Reference/CAFSpec/">Core
 *     Audio Format Specification 1.0</a>
 */
final class CafChunks {

  private static final int FILE_HEADER = 8;
  private static final int HEAD = 12;
  private static final int MOST_CHUNKS = 100;

  private CafChunks() {}

  /** Whether all chunks end within the file; one of no size goes to its end. */
  static boolean isWhole(HeaderBytes bytes) {
    long position = FILE_HEADER;
    for (int chunks = 0; chunks < MOST_CHUNKS && position < bytes.size(); chunks++) {
      ByteBuffer head = bytes.at(position, HEAD).order(ByteOrder.BIG_ENDIAN);
      if (head.limit() < HEAD) {
        return false;
      }
      long size = head.getLong(4);
      if (size < 0) {
        return true;
      }
      if (size > bytes.size() - position - HEAD) {
        return false;
      }
      position += HEAD + size;
    }
    return true;
  }
}
