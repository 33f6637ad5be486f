package org.voxmatrix.audio.container;

import java.util.Map;
import org.voxmatrix.audio.input.HeaderBytes;

/**
 * Where in a file the audio lies and which one demuxer may read it. FFmpeg never guesses: it sees
 * only these bytes, with this demuxer.
 *
 * @param container name for people
 * @param demuxer FFmpeg's name
 * @param options of the demuxer
 * @param start first byte
 * @param end past the last byte
 */
public record Payload(
    String container, String demuxer, Map<String, String> options, long start, long end) {

  public Payload(String container, long start, long end) {
    this(container, container, Map.of(), start, end);
  }

  /** Whether the samples are uncompressed, of an encoding that has been checked. */
  public boolean isRaw() {
    return container.equals("wav");
  }

  /** Whether the file goes on as far as its own structure says. */
  public boolean isWhole(HeaderBytes bytes) {
    return switch (container) {
      case "ogg" -> OggTail.isWhole(bytes);
      case "mp3" -> XingTag.isWhole(bytes, start);
      default -> true;
    };
  }
}
