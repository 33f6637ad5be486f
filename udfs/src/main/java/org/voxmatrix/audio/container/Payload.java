package org.voxmatrix.audio.container;

import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.ErrorDetail;

/**
 * Where in a file the audio lies and which one demuxer may read it. FFmpeg never guesses: it sees
 * only these bytes, with this demuxer.
 *
 * @param container name for people
 * @param demuxer FFmpeg's name
 * @param options of the demuxer
 * @param head bytes that the demuxer sees before those of the file
 * @param parts of the file, one after another
 * @param seekable whether the demuxer may move; it then sees the whole file
 * @param notes what the user should know of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Payload(
    String container,
    String demuxer,
    Map<String, String> options,
    byte[] head,
    List<Part> parts,
    boolean seekable,
    List<ErrorDetail> notes) {

  /**
   * Bytes that follow one another.
   *
   * @param start first byte
   * @param end past the last byte
   */
  public record Part(long start, long end) {}

  /** One that its demuxer reads from its start to its end. */
  static Payload stream(String container, String demuxer, long start, long end) {
    return new Payload(
        container, demuxer, Map.of(), new byte[0], List.of(new Part(start, end)), false, List.of());
  }

  /** A whole file in which the demuxer may move. */
  static Payload file(String container, String demuxer, long size) {
    return new Payload(
        container, demuxer, Map.of(), new byte[0], List.of(new Part(0, size)), true, List.of());
  }

  Payload noted(List<ErrorDetail> found) {
    return new Payload(container, demuxer, options, head, parts, seekable, found);
  }

  /** Bytes that the demuxer sees. */
  public long size() {
    return head.length + parts.stream().mapToLong(part -> part.end() - part.start()).sum();
  }

  /** Whether it is MPEG audio of layer II, which FFmpeg's demuxer does not say. */
  public boolean isLayer2(HeaderBytes bytes) {
    return demuxer.equals("mp3") && MpegFrames.isLayer2(bytes, parts.get(0).start());
  }

  /** Whether the file goes on as far as its own structure says. */
  public boolean isWhole(HeaderBytes bytes) {
    return switch (container) {
      case "ogg" -> OggTail.isWhole(bytes);
      case "mp3" -> XingTag.isWhole(bytes, parts.get(0).start());
      case "mp4" -> Mp4Boxes.isWhole(bytes);
      case "caf" -> CafChunks.isWhole(bytes);
      case "asf" -> AsfHeader.isWhole(bytes);
      case "matroska" -> MatroskaSegment.isWhole(bytes);
      default -> true;
    };
  }
}
