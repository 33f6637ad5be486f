package org.voxmatrix.audio.container;

import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.Map;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.Fault;

/**
 * Looks at the structure of a file of a known kind before FFmpeg, which finds sound in anything.
 */
final class Structure {

  private Structure() {}

  static Payload checked(FileKind kind, HeaderBytes bytes) {
    switch (kind.container()) {
      case "mp4" -> Mp4Boxes.check(kind, bytes);
      case "amr" -> {
        if (!AmrFrames.areAt(bytes, kind.magic().length())) {
          throw reject(
              Fault.AUDIO_CORRUPT,
              "content",
              "The AMR file has no AMR frame behind its header; copy it again.",
              Map.of());
        }
      }
      default -> {}
    }
    return kind.container().equals("aiff")
        ? new AiffForm(kind, bytes).payload()
        : Payload.file(kind.container(), kind.demuxer(), bytes.size());
  }
}
