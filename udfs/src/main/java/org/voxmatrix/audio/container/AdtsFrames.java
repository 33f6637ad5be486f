package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * Finds AAC frames in the transport stream of broadcast (ADTS) by their headers. One header is 12
 * set bits and little more, so it counts only with others like it where the lengths say.
 *
 * @see <a href="https://www.iso.org/standard/43345.html">ISO/IEC 13818-7, 6.2</a>
 */
final class AdtsFrames {

  private static final int HEADER = 7;
  private static final int CHAIN = 3;

  /** Sync word and layer. */
  private static final int SYNC_MASK = 0xFFF6_0000;

  private static final int SYNC = 0xFFF0_0000;

  /** Version, profile, rate and channels stay the same from frame to frame. */
  private static final int CONSTANT = 0xFFFE_FDC0;

  private static final int MOST_RATE_INDEX = 12;

  private AdtsFrames() {}

  /** Whether a chain of frames begins at {@code start}: three, or fewer and then the end. */
  static boolean areAt(HeaderBytes bytes, long start) {
    long position = start;
    int constant = 0;
    for (int frames = 0; frames < CHAIN; frames++) {
      ByteBuffer header = bytes.at(position, HEADER).order(ByteOrder.BIG_ENDIAN);
      if (header.limit() < HEADER) {
        return frames > 0 && header.limit() == 0;
      }
      int first = header.getInt(0);
      int length = (header.getInt(3) >>> 13) & 0x1FFF;
      boolean valid =
          (first & SYNC_MASK) == SYNC
              && (first >>> 10 & 15) <= MOST_RATE_INDEX
              && length > HEADER
              && (frames == 0 || (first & CONSTANT) == constant);
      if (!valid) {
        return false;
      }
      constant = first & CONSTANT;
      position += length;
    }
    return true;
  }
}
