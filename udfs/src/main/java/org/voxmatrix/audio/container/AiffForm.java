package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.voxmatrix.audio.input.AudioFault.note;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.container.Payload.Part;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;

/**
 * The one form of an AIFF file, of which FFmpeg reads no more, and nothing where its size is 0.
 *
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/AIFF/Docs/AIFF-1.3.pdf">AIFF
 *     1.3</a>
 */
final class AiffForm {

  private static final int HEAD = 12;
  private static final int CHUNK_HEAD = 8;

  private static final int MOST_CHUNKS = 100;

  /** Of a description of samples, with the name of their compression. */
  private static final int LONGEST_COMMON = 1 << 10;

  /** Where it counts sample frames. */
  private static final int FRAMES = CHUNK_HEAD + 2;

  private final FileKind kind;
  private final HeaderBytes bytes;

  AiffForm(FileKind kind, HeaderBytes bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  Payload payload() {
    Payload file = Payload.file(kind.container(), kind.demuxer(), bytes.size());
    long size = unsigned(4);
    if (!isOpen(size, bytes.size() - CHUNK_HEAD)) {
      return file.noted(further(CHUNK_HEAD + size + (size & 1)));
    }
    ByteBuffer common = ByteBuffer.allocate(0);
    long position = HEAD;
    for (int i = 0; i < MOST_CHUNKS && position < bytes.size(); i++) {
      String id = text(position, 4);
      long length = unsigned(position + 4);
      if (id.equals("SSND")) {
        return streamed(common, position);
      }
      if (id.equals("COMM") && length <= LONGEST_COMMON) {
        common = bytes.at(position, (int) (CHUNK_HEAD + length + (length & 1)));
      }
      position += CHUNK_HEAD + length + (length & 1);
    }
    return file;
  }

  /** As a writer leaves it that cannot go back. */
  private static boolean isOpen(long size, long present) {
    return size == 0 || WavSize.isMark(size, present);
  }

  /** Behind a plain header with sizes that reach to the end of the file. */
  private Payload streamed(ByteBuffer common, long sound) {
    long start = sound + CHUNK_HEAD;
    long present = bytes.size() - start;
    long size = unsigned(sound + 4);
    boolean open = isOpen(size, present);
    ByteBuffer head =
        ByteBuffer.allocate(HEAD + common.remaining() + CHUNK_HEAD).order(ByteOrder.BIG_ENDIAN);
    head.put("FORM".getBytes(ISO_8859_1)).putInt(Integer.MAX_VALUE).put(bytes.at(8, 4));
    int frames = head.position() + FRAMES;
    head.put(common).put("SSND".getBytes(ISO_8859_1));
    head.putInt((int) Math.min(open ? present : size, Chunk.UINT32_MAX));
    if (open && frames < head.position() - FRAMES) {
      head.putInt(frames, 0);
    }
    long end = open ? bytes.size() : Math.min(bytes.size(), start + size);
    return new Payload(
        kind.container(),
        kind.demuxer(),
        Map.of(),
        head.array(),
        List.of(new Part(start, Math.max(start, end))),
        true,
        List.of());
  }

  /** A note of a further AIFF file behind the first, which is left out. */
  private List<ErrorDetail> further(long end) {
    String text = text(end, HEAD);
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

  /** Of four bytes; 0 where the file ends before. */
  private long unsigned(long position) {
    ByteBuffer four = bytes.at(position, 4).order(ByteOrder.BIG_ENDIAN);
    return four.remaining() < 4 ? 0 : four.getInt(0) & Chunk.UINT32_MAX;
  }

  private String text(long position, int length) {
    return ISO_8859_1.decode(bytes.at(position, length)).toString();
  }
}
