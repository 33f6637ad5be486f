package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.HexFormat;
import java.util.Map;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.Fault;

/** Decides by content what a file is, and checks its header as far as FFmpeg is too tolerant. */
public final class PayloadFinder {

  private static final String ACCEPTED = "give WAV, FLAC, MP3, Ogg Vorbis or Ogg Opus";

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
    return switch (magic(0)) {
      case "RIFF", "RF64", "BW64" -> riff();
      case "OggS" -> new Payload("ogg", 0, size);
      default -> flacOrMp3();
    };
  }

  private Payload riff() {
    String type = magic(8);
    if (type.length() == 4 && !type.equals("WAVE")) {
      throw reject(
          Fault.AUDIO_UNKNOWN_FORMAT,
          "format",
          "A RIFF file of type %s is not supported; %s.".formatted(printable(type), ACCEPTED),
          Map.of());
    }
    return new WavHeader(bytes, limits).payload();
  }

  private Payload flacOrMp3() {
    long start = Id3Tag.end(bytes);
    if (magic(start).equals("fLaC")) {
      return new Payload("flac", start, bytes.size());
    }
    long frame = MpegFrames.first(bytes, start);
    if (frame >= 0) {
      return new Payload("mp3", frame, bytes.size());
    }
    if (start > 0) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "format",
          "No MP3 frame follows the ID3 tag of %d bytes; re-encode the file.".formatted(start),
          Map.of());
    }
    throw reject(
        Fault.AUDIO_UNKNOWN_FORMAT,
        "format",
        "The file begins with %s, which is not a supported audio format; %s."
            .formatted(printable(magic(0)), ACCEPTED),
        Map.of());
  }

  private String magic(long position) {
    return ISO_8859_1.decode(bytes.at(position, 4)).toString();
  }

  private static String printable(String magic) {
    return magic.chars().allMatch(c -> c >= ' ' && c < 127)
        ? "\"" + magic + "\""
        : "bytes " + HexFormat.of().formatHex(magic.getBytes(ISO_8859_1));
  }
}
