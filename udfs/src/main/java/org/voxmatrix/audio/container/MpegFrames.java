package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * Finds MPEG audio frames of layers II and III by their headers. One header is 11 set bits and a
 * little more, which chance produces often, so it counts only with others like it where the lengths
 * say.
 *
 * @see <a href="https://www.iso.org/standard/22412.html">ISO/IEC 11172-3, 2.4.1.3</a>
 */
final class MpegFrames {

  /** As much junk before the first frame as common players pass over. */
  private static final int MOST_JUNK = 1 << 16;

  private static final int CHAIN = 3;
  private static final int LONGEST_FRAME = 2881;
  private static final int SYNC = 0xFFE00000;
  private static final int LAYER_MASK = 0x00060000;
  private static final int LAYER_2 = 0x00040000;
  private static final int LAYER_3 = 0x00020000;

  /** Version, layer and sample rate stay the same from frame to frame. */
  private static final int CONSTANT = SYNC | 0x001E0C00;

  private static final int[] KBPS_MPEG1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBPS_MPEG1_LAYER_2 = {
    0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384
  };
  private static final int[] KBPS_MPEG2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES_MPEG1 = {44_100, 48_000, 32_000};

  private MpegFrames() {}

  /** Position of the first frame from {@code start} on, or -1. */
  static long first(HeaderBytes bytes, long start) {
    ByteBuffer window =
        bytes.at(start, MOST_JUNK + CHAIN * LONGEST_FRAME).order(ByteOrder.BIG_ENDIAN);
    boolean whole = start + window.limit() >= bytes.size();
    int last = Math.min(MOST_JUNK, window.limit() - 4);
    for (int i = 0; i <= last; i++) {
      if (window.get(i) == (byte) 0xFF && isChain(window, i, whole)) {
        return start + i;
      }
    }
    return -1;
  }

  /** Whether the frame at {@code position} is one of layer II. */
  static boolean isLayer2(HeaderBytes bytes, long position) {
    return (bytes.at(position, 4).order(ByteOrder.BIG_ENDIAN).getInt(0) & LAYER_MASK) == LAYER_2;
  }

  /** Enough frames follow one another, or at least one and then nothing but the end of the file. */
  private static boolean isChain(ByteBuffer window, int position, boolean whole) {
    int head = window.getInt(position);
    int frames = 0;
    int at = position;
    while (frames < CHAIN && at + 4 <= window.limit()) {
      int header = window.getInt(at);
      int length = length(header);
      if (length == 0 || (header & CONSTANT) != (head & CONSTANT)) {
        return false;
      }
      at += length;
      frames++;
    }
    return frames == CHAIN || frames > 1 || (whole && at == window.limit());
  }

  /** Length of the frame with this header in bytes; 0 if it is no header of layer II or III. */
  private static int length(int header) {
    int version = header >>> 19 & 3;
    int bitrate = header >>> 12 & 15;
    int rate = header >>> 10 & 3;
    int layer = header & LAYER_MASK;
    if ((header & SYNC) != SYNC
        || (layer != LAYER_2 && layer != LAYER_3)
        || version == 1
        || bitrate == 0
        || bitrate == 15
        || rate == 3) {
      return 0;
    }
    int padding = header >>> 9 & 1;
    if (version == 3) {
      int kbps = layer == LAYER_2 ? KBPS_MPEG1_LAYER_2[bitrate] : KBPS_MPEG1[bitrate];
      return 144_000 * kbps / RATES_MPEG1[rate] + padding;
    }
    int hertz = RATES_MPEG1[rate] / (version == 2 ? 2 : 4);
    int bytesPerKbps = layer == LAYER_2 ? 144_000 : 72_000;
    return bytesPerKbps * KBPS_MPEG2[bitrate] / hertz + padding;
  }
}
