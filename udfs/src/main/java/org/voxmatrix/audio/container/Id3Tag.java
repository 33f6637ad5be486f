package org.voxmatrix.audio.container;

import static org.voxmatrix.audio.input.AudioFault.reject;

import java.nio.ByteBuffer;
import java.util.Map;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.Fault;

/**
 * ID3v2 tags in front of the audio, skipped unread. Sizes are "syncsafe", seven bits a byte.
 *
 * @see <a href="https://id3.org/id3v2.4.0-structure">ID3v2.4, section 3.1</a>
 */
final class Id3Tag {

  private static final int HEADER = 10;
  private static final int FOOTER_FLAG = 0x10;
  private static final int MOST_TAGS = 16;

  private Id3Tag() {}

  /** Where the tags end: 0 if there are none. */
  static long end(HeaderBytes bytes) {
    long position = 0;
    for (int tags = 0; tags < MOST_TAGS; tags++) {
      ByteBuffer header = bytes.at(position, HEADER);
      if (header.limit() < 3
          || header.get(0) != 'I'
          || header.get(1) != 'D'
          || header.get(2) != '3') {
        break;
      }
      position += length(header, position, bytes.size());
    }
    return position;
  }

  private static long length(ByteBuffer header, long position, long fileSize) {
    long length = 0;
    for (int i = 6; i < HEADER; i++) {
      if (i >= header.limit() || header.get(i) < 0) {
        throw reject(
            Fault.AUDIO_CORRUPT,
            "id3",
            "The ID3 tag at byte %d has no valid size; remove the tag or copy the file again."
                .formatted(position),
            Map.of());
      }
      length = length << 7 | header.get(i);
    }
    length += (header.get(5) & FOOTER_FLAG) != 0 ? 2 * HEADER : HEADER;
    if (length > fileSize - position) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "id3",
          ("The ID3 tag at byte %d claims %d bytes, but only %d are present; remove the tag or copy the file"
                  + " again.")
              .formatted(position, length, fileSize - position),
          Map.of("declared", length, "present", fileSize - position));
    }
    return length;
  }
}
