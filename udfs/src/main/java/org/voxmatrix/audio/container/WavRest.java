package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Set;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * What lies behind the samples of a RIFF or Wave64 file, where its data chunk says that they end.
 */
record WavRest(Kind kind, long position) {

  enum Kind {
    /** Nothing that sounds. */
    NOTHING,
    /** A further data chunk. */
    DATA,
    /** A further WAV file. */
    FILE,
    /** What is no chunk: samples go on. */
    SAMPLES
  }

  private static final int RIFF_HEAD = 12;

  /** Those that are known although the file ends inside them. */
  private static final Set<String> METADATA =
      Set.of(
          "LIST", "INFO", "fact", "cue ", "smpl", "inst", "bext", "iXML", "id3 ", "ID3 ", "_PMX",
          "JUNK", "junk", "PAD ", "FLLR", "PEAK", "acid", "axml", "umid", "levl", "plst", "cart",
          "chna", "DISP", "afsp", "TAG ");

  private static final Set<String> RIFFS = Set.of("RIFF", "RF64", "BW64");

  /** Looks from {@code end} on: with the byte of padding that should follow an odd size, or not. */
  static WavRest after(HeaderBytes bytes, long end, long padded) {
    WavRest rest = at(bytes, padded);
    return rest.kind == Kind.SAMPLES && padded != end ? at(bytes, end) : rest;
  }

  static WavRest afterWave64(HeaderBytes bytes, long start) {
    Chunk chunk = Chunk.wave64(bytes, start);
    if (chunk == null || !chunk.isNamed()) {
      return new WavRest(start < bytes.size() ? Kind.SAMPLES : Kind.NOTHING, start);
    }
    return new WavRest(chunk.id().equals("riff") ? Kind.FILE : Kind.NOTHING, start);
  }

  private static WavRest at(HeaderBytes bytes, long start) {
    long position = start;
    boolean known = isTag(bytes, start);
    for (int chunks = 0; chunks < WavHeader.MOST_CHUNKS && position < bytes.size(); chunks++) {
      if (isWave(bytes, position)) {
        return new WavRest(Kind.FILE, position);
      }
      Chunk chunk = Chunk.riff(bytes, position);
      if (chunk == null || !chunk.isNamed()) {
        break;
      }
      if (chunk.id().equals("data")) {
        return new WavRest(Kind.DATA, position);
      }
      known |= METADATA.contains(chunk.id());
      long end = chunk.body() + chunk.size();
      position = end == bytes.size() ? end : chunk.next();
    }
    boolean nothing = known || position == bytes.size() || start >= bytes.size();
    return new WavRest(nothing ? Kind.NOTHING : Kind.SAMPLES, start);
  }

  private static boolean isWave(HeaderBytes bytes, long position) {
    ByteBuffer head = bytes.at(position, RIFF_HEAD);
    return head.limit() == RIFF_HEAD
        && RIFFS.contains(text(head, 0, 4))
        && text(head, 8, 4).equals("WAVE");
  }

  /** ID3 tags of either version, which some programs add to WAV files as they do to MP3. */
  private static boolean isTag(HeaderBytes bytes, long position) {
    ByteBuffer head = bytes.at(position, 3);
    return head.limit() == 3 && Set.of("TAG", "ID3").contains(text(head, 0, 3));
  }

  private static String text(ByteBuffer bytes, int from, int length) {
    return ISO_8859_1.decode(bytes.duplicate().position(from).limit(from + length)).toString();
  }
}
