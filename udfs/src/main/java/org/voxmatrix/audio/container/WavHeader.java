package org.voxmatrix.audio.container;

import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.Map;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.Fault;

/**
 * The strict reading of a RIFF/WAVE, RF64, BW64 or Wave64 header: finds the samples, and says
 * exactly what is wrong with a header that is not one. Chunks come in any order, with {@code fmt }
 * before {@code data}; the RIFF size itself is not looked at, as in players.
 *
 * @see <a href="https://tech.ebu.ch/docs/tech/tech3306.pdf">EBU Tech 3306 (RF64)</a>
 */
final class WavHeader {

  static final int MOST_CHUNKS = 1000;

  /** Where the first chunk begins. */
  private static final int RIFF_BODY = 12;

  private static final int WAVE64_BODY = 40;

  private final HeaderBytes bytes;
  private final AudioLimits limits;
  private final boolean wave64;
  private WavFormat format;
  private long size64;

  WavHeader(HeaderBytes bytes, AudioLimits limits, boolean wave64) {
    this.bytes = bytes;
    this.limits = limits;
    this.wave64 = wave64;
  }

  /** Reads the header of the file that begins at {@code start}. */
  WavData read(long start) {
    long position = start + (wave64 ? WAVE64_BODY : RIFF_BODY);
    for (int chunks = 0; chunks < MOST_CHUNKS; chunks++) {
      Chunk chunk = chunk(position);
      if (chunk == null) {
        throw reject(
            Fault.AUDIO_TRUNCATED,
            "header",
            "The file ends after %d bytes, before its %s chunk; copy it again."
                .formatted(bytes.size(), format == null ? "fmt" : "data"),
            Map.of());
      }
      if (chunk.id().equals("data")) {
        return data(chunk);
      }
      check(chunk);
      switch (chunk.id()) {
        case "fmt " ->
            format =
                WavFormat.parse(
                    bytes.at(chunk.body(), (int) Math.min(chunk.size(), WavFormat.MOST_LENGTH)),
                    limits);
        case "ds64" -> size64 = chunk.size() < 16 ? 0 : bytes.at(chunk.body() + 8, 8).getLong(0);
        default -> {}
      }
      position = chunk.next();
    }
    throw reject(
        Fault.AUDIO_CORRUPT,
        "header",
        "More than %d chunks precede the data chunk; rewrite the WAV file.".formatted(MOST_CHUNKS),
        Map.of());
  }

  private Chunk chunk(long position) {
    return wave64 ? Chunk.wave64(bytes, position) : Chunk.riff(bytes, position);
  }

  private void check(Chunk chunk) {
    boolean named = chunk.isNamed();
    if (!named || chunk.size() < 0 || chunk.size() + 8 > Chunk.UINT32_MAX) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "chunk",
          ("The chunk at byte %d is named %s and claims %d bytes, which no WAV file can hold; rewrite the file.")
              .formatted(
                  chunk.start(),
                  named ? "\"" + chunk.id() + "\"" : "in no printable letters",
                  chunk.size()),
          Map.of("declared", chunk.size(), "position", chunk.start()));
    }
    if (chunk.body() + chunk.size() > bytes.size()) {
      throw truncated(chunk.id(), chunk.size(), bytes.size() - chunk.body());
    }
  }

  private WavData data(Chunk chunk) {
    if (format == null) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "fmt",
          "The data chunk comes before any fmt chunk; rewrite the WAV file.",
          Map.of());
    }
    if (chunk.size() == Chunk.UINT32_MAX && size64 != 0) {
      return new WavData(format, chunk.body(), size64, chunk.body() + size64 + (size64 & 1));
    }
    return new WavData(format, chunk.body(), chunk.size(), chunk.next());
  }

  static RuntimeException truncated(String chunk, long declared, long present) {
    return reject(
        Fault.AUDIO_TRUNCATED,
        "data",
        "The \"%s\" chunk claims %d bytes, but only %d are present; copy or rewrite the file."
            .formatted(chunk, declared, present),
        Map.of("declared", declared, "present", present));
  }
}
