package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * Finds AMR frames by their first bytes, which leave little room for chance: bits that are zero,
 * and modes of which some do not exist.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4867#section-5.3">RFC 4867, section 5.3</a>
 */
final class AmrFrames {

  private static final int[] NARROW = {13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1};
  private static final int[] WIDE = {18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1};
  private static final int NARROW_MAGIC = 6;

  /** Unused bits of the first byte. */
  private static final int ZERO_BITS = 0x83;

  private static final int MOST_FRAMES = 50;
  private static final int WINDOW = MOST_FRAMES * 61;

  private AmrFrames() {}

  /**
   * Whether frames begin at {@code start}.
   *
   * @param start the length of the magic bytes, which tell narrow from wide
   */
  static boolean areAt(HeaderBytes bytes, int start) {
    int[] lengths = start == NARROW_MAGIC ? NARROW : WIDE;
    ByteBuffer window = bytes.at(start, WINDOW);
    int position = 0;
    int frames = 0;
    while (frames < MOST_FRAMES && position < window.limit()) {
      int first = window.get(position);
      int length = lengths[first >>> 3 & 15];
      if ((first & ZERO_BITS) != 0 || length == 0) {
        return false;
      }
      position += length;
      frames++;
    }
    return frames > 0;
  }
}
