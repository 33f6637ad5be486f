package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * Whether an Ogg file ends as it should: with a whole page that says it is the last.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3533#section-6">RFC 3533, section 6</a>
 */
final class OggTail {

  private static final int CAPTURE = 0x5367_674F;
  private static final int HEADER = 27;
  private static final int LONGEST_PAGE = HEADER + 255 + 255 * 255;
  private static final int LAST_PAGE_FLAG = 4;

  private OggTail() {}

  static boolean isWhole(HeaderBytes bytes) {
    ByteBuffer tail = bytes.at(Math.max(0, bytes.size() - LONGEST_PAGE), LONGEST_PAGE);
    for (int i = tail.limit() - HEADER; i >= 0; i--) {
      if (tail.getInt(i) == CAPTURE && end(tail, i) == tail.limit()) {
        return (tail.get(i + 5) & LAST_PAGE_FLAG) != 0;
      }
    }
    return false;
  }

  private static int end(ByteBuffer tail, int page) {
    int segments = tail.get(page + HEADER - 1) & 0xFF;
    int end = page + HEADER + segments;
    for (int i = page + HEADER; i < page + HEADER + segments && i < tail.limit(); i++) {
      end += tail.get(i) & 0xFF;
    }
    return end;
  }
}
