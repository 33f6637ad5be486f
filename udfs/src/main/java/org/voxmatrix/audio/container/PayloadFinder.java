package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.Map;
import java.util.Optional;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.Fault;

/** Decides by content what a file is, and checks its header as far as FFmpeg is too tolerant. */
public final class PayloadFinder {

  /** What users are told to give instead. */
  public static final String ACCEPTED =
      "give WAV, FLAC, MP3, Ogg, M4A or another format of docs/formats.md";

  /** The GUIDs by which Wave64 says RIFF and, after a size, WAVE. */
  private static final String WAVE64_RIFF =
      "riff.\u0091\u00CF\u0011\u00A5\u00D6(\u00DB\u0004\u00C1\0\0";

  private static final String WAVE64_WAVE =
      "wave\u00F3\u00AC\u00D3\u0011\u008C\u00D1\0\u00C0O\u008E\u00DB\u008A";

  private final HeaderBytes bytes;
  private final AudioLimits limits;

  public PayloadFinder(HeaderBytes bytes, AudioLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  public Payload find() {
    long size = bytes.size();
    if (size == 0) {
      throw reject(
          Fault.AUDIO_EMPTY, "size", "The file has 0 bytes; give one with audio.", Map.of());
    }
    if (size > limits.maxBytes()) {
      throw reject(
          Fault.AUDIO_TOO_LARGE,
          "size",
          "The file has %d bytes, above the limit of %d; split it or raise the limit."
              .formatted(size, limits.maxBytes()),
          Map.of("bytes", size, "limit", limits.maxBytes()));
    }
    return switch (text(0, 4)) {
      case "RIFF", "RF64", "BW64" -> riff();
      case "OggS" -> Payload.stream("ogg", "ogg", 0, size);
      case "riff" -> wave64();
      default -> byMagic();
    };
  }

  private Payload riff() {
    String type = text(8, 4);
    if (type.length() == 4 && !type.equals("WAVE")) {
      throw unsupported(
          FileKind.of(bytes).map(FileKind::name).orElse("a RIFF file of another type"));
    }
    return new WavPayload(bytes, limits, false).find();
  }

  private Payload wave64() {
    if (!text(0, 16).equals(WAVE64_RIFF) || !text(24, 16).equals(WAVE64_WAVE)) {
      throw unknown();
    }
    return new WavPayload(bytes, limits, true).find();
  }

  private Payload byMagic() {
    Optional<FileKind> kind = FileKind.of(bytes);
    if (kind.isPresent() && kind.get().isRead()) {
      return Structure.checked(kind.get(), bytes);
    }
    long start = Id3Tag.end(bytes);
    if (text(start, 4).equals("fLaC")) {
      return Payload.stream("flac", "flac", start, bytes.size());
    }
    if (AdtsFrames.areAt(bytes, start)) {
      return Payload.stream("aac", "aac", start, bytes.size());
    }
    long frame = MpegFrames.first(bytes, start);
    if (frame >= 0) {
      String layer = MpegFrames.isLayer2(bytes, frame) ? "mp2" : "mp3";
      return Payload.stream(layer, "mp3", frame, bytes.size());
    }
    if (start > 0) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "format",
          "No MP3 frame follows the ID3 tag of %d bytes; re-encode the file.".formatted(start),
          Map.of());
    }
    throw kind.map(FileKind::name)
        .map(PayloadFinder::unsupported)
        .orElseGet(PayloadFinder::unknown);
  }

  private static RuntimeException unsupported(String kind) {
    return reject(
        Fault.AUDIO_UNKNOWN_FORMAT,
        "format",
        "The file is %s, which is not supported; %s.".formatted(kind, ACCEPTED),
        Map.of("kind", kind));
  }

  /** Without any byte of it: the file may be one that whoever named it is not to see. */
  private static RuntimeException unknown() {
    return reject(
        Fault.AUDIO_UNKNOWN_FORMAT,
        "format",
        "The file begins like no supported audio format; %s.".formatted(ACCEPTED),
        Map.of());
  }

  private String text(long position, int length) {
    return ISO_8859_1.decode(bytes.at(position, length)).toString();
  }
}
