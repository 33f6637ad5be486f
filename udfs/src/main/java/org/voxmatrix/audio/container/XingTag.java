package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * The Xing or Info tag that most encoders put in the first MP3 frame: how long the file should be.
 */
final class XingTag {

  private static final int XING = 0x58696E67;
  private static final int INFO = 0x496E666F;
  private static final int FRAMES_FLAG = 1;
  private static final int BYTES_FLAG = 2;
  private static final int LONGEST_OFFSET = 36;

  private XingTag() {}

  /** Whether no tag in the frame at {@code start} promises more bytes than there are. */
  static boolean isWhole(HeaderBytes bytes, long start) {
    ByteBuffer frame = bytes.at(start, LONGEST_OFFSET + 16).order(ByteOrder.BIG_ENDIAN);
    if (frame.limit() < LONGEST_OFFSET + 16) {
      return true;
    }
    int offset = offset(frame.getInt(0));
    int magic = frame.getInt(offset);
    int flags = frame.getInt(offset + 4);
    if ((magic != XING && magic != INFO) || (flags & BYTES_FLAG) == 0) {
      return true;
    }
    int promised = frame.getInt(offset + 8 + 4 * (flags & FRAMES_FLAG));
    return Integer.toUnsignedLong(promised) <= bytes.size() - start;
  }

  /** The tag follows the side information, whose length depends on version and channels. */
  private static int offset(int header) {
    boolean mpeg1 = (header >>> 19 & 3) == 3;
    boolean mono = (header >>> 6 & 3) == 3;
    if (mpeg1) {
      return mono ? 21 : 36;
    }
    return mono ? 13 : 21;
  }
}
