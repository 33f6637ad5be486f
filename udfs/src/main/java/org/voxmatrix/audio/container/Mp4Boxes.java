package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.Fault;

/**
 * The outermost boxes of an MP4 or QuickTime file. Without the one named moov nothing can be
 * decoded; recorders write it last.
 *
 * @see <a href="https://www.iso.org/standard/83102.html">ISO/IEC 14496-12, 4.2</a>
 */
final class Mp4Boxes {

  private static final int HEAD = 16;
  private static final int SHORT_HEAD = 8;

  /** Of fragmented files not all are looked at. */
  private static final int MOST_BOXES = 64;

  private final HeaderBytes bytes;
  private boolean index;
  private boolean whole = true;
  private boolean valid = true;

  private Mp4Boxes(HeaderBytes bytes) {
    this.bytes = bytes;
    walk();
  }

  static void check(FileKind kind, HeaderBytes bytes) {
    Mp4Boxes boxes = new Mp4Boxes(bytes);
    if (!boxes.index) {
      throw reject(
          boxes.valid ? Fault.AUDIO_TRUNCATED : Fault.AUDIO_CORRUPT,
          "header",
          "The file is %s without its index (moov), as recorders leave it that are cut off; copy it again or repair it."
              .formatted(kind.name()),
          Map.of());
    }
  }

  static boolean isWhole(HeaderBytes bytes) {
    return new Mp4Boxes(bytes).whole;
  }

  private void walk() {
    long position = 0;
    for (int boxes = 0; boxes < MOST_BOXES && position < bytes.size(); boxes++) {
      ByteBuffer head = bytes.at(position, HEAD).order(ByteOrder.BIG_ENDIAN);
      if (head.limit() < SHORT_HEAD) {
        return; // Junk behind the last box.
      }
      long size = size(head, bytes.size() - position);
      String type = ISO_8859_1.decode(head.duplicate().position(4).limit(8)).toString();
      if (size < SHORT_HEAD) {
        valid = false;
        return;
      }
      whole = size <= bytes.size() - position;
      index |= type.equals("moov") && whole;
      if (!whole) {
        return;
      }
      position += size;
    }
  }

  private static long size(ByteBuffer head, long left) {
    int size = head.getInt(0);
    if (size == 0) {
      return left;
    }
    return size != 1 ? size & 0xFFFF_FFFFL : head.limit() < HEAD ? 0 : head.getLong(8);
  }
}
