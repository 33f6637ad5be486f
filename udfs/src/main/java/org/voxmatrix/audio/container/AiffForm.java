package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.voxmatrix.audio.input.AudioFault.note;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;

/** What follows the one form of an AIFF file, of which FFmpeg reads no more. */
final class AiffForm {

  private static final int HEAD = 12;

  private AiffForm() {}

  /** A note of a further AIFF file behind the first, which is left out. */
  static List<ErrorDetail> notes(HeaderBytes bytes) {
    long size = bytes.at(4, 4).order(ByteOrder.BIG_ENDIAN).getInt(0) & Chunk.UINT32_MAX;
    long end = 8 + size + (size & 1);
    ByteBuffer head = bytes.at(end, HEAD);
    String text = ISO_8859_1.decode(head).toString();
    if (text.length() < HEAD || !text.startsWith("FORM") || !text.startsWith("AIF", 8)) {
      return List.of();
    }
    return List.of(
        note(
            Fault.AUDIO_CORRUPT,
            "content",
            "A further AIFF file of %d bytes begins at byte %d; it was left out: split the recording."
                .formatted(bytes.size() - end, end),
            Map.of("position", end, "bytes", bytes.size() - end)));
  }
}
