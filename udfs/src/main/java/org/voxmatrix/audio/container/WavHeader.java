package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.Fault;

/**
 * The strict reading of a RIFF/WAVE, RF64 or BW64 header: finds the samples, and says exactly what
 * is wrong with a header that is not one. Chunks come in any order, with {@code fmt } before {@code
 * data}; the RIFF size itself is not looked at, as in players.
 *
 * @see <a href="https://tech.ebu.ch/docs/tech/tech3306.pdf">EBU Tech 3306 (RF64)</a>
 */
final class WavHeader {

  private static final int MOST_CHUNKS = 1000;
  private static final long UINT32_MAX = 0xFFFF_FFFFL;

  /** Sizes left by a writer that could not go back: none, all ones, SoX, arecord. */
  private static final Set<Long> STREAMED =
      Set.of(0L, UINT32_MAX, 0x7FFF_F000L, 0x7FFF_FFFFL, 0x8000_0000L);

  private final HeaderBytes bytes;
  private final AudioLimits limits;
  private WavFormat format;
  private long size64;

  WavHeader(HeaderBytes bytes, AudioLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  Payload payload() {
    long position = 12;
    for (int chunks = 0; chunks < MOST_CHUNKS; chunks++) {
      ByteBuffer header = bytes.at(position, 8);
      if (header.limit() < 8) {
        throw reject(
            Fault.AUDIO_TRUNCATED,
            "header",
            "The file ends after %d bytes, before its %s chunk; copy it again."
                .formatted(bytes.size(), format == null ? "fmt" : "data"),
            Map.of());
      }
      String id = ISO_8859_1.decode(header.duplicate().limit(4)).toString();
      long size = header.getInt(4) & UINT32_MAX;
      long body = position + 8;
      if (id.equals("data")) {
        return data(body, size);
      }
      checkSize(id, body, size);
      switch (id) {
        case "fmt " ->
            format =
                WavFormat.parse(
                    bytes.at(body, (int) Math.min(size, WavFormat.EXTENSIBLE_LENGTH)), limits);
        case "ds64" -> size64 = size < 16 ? 0 : bytes.at(body + 8, 8).getLong(0);
        default -> {}
      }
      position = body + size + (size & 1);
    }
    throw reject(
        Fault.AUDIO_CORRUPT,
        "header",
        "More than %d chunks precede the data chunk; rewrite the WAV file.".formatted(MOST_CHUNKS),
        Map.of());
  }

  private void checkSize(String id, long body, long size) {
    boolean named = isChunkId(id);
    if (!named || size + 8 > UINT32_MAX) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "chunk",
          ("The chunk at byte %d is named %s and claims %d bytes, which no WAV file can hold; rewrite the file.")
              .formatted(body - 8, named ? "\"" + id + "\"" : "in no printable letters", size),
          Map.of("declared", size, "position", body - 8));
    }
    if (body + size > bytes.size()) {
      throw truncated("\"" + id + "\"", size, bytes.size() - body);
    }
  }

  private Payload data(long body, long size) {
    if (format == null) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "fmt",
          "The data chunk comes before any fmt chunk; rewrite the WAV file.",
          Map.of());
    }
    long present = bytes.size() - body;
    long length = length(body, size, present);
    long whole = length - length % format.blockAlign();
    if (whole == 0) {
      throw reject(
          Fault.AUDIO_EMPTY,
          "data",
          "The data chunk contains no samples (size %d, %d bytes follow); give a file with audio."
              .formatted(size, present),
          Map.of("data_size", size, "present", present));
    }
    Map<String, String> options =
        Map.of(
            "sample_rate",
            Integer.toString(format.rate()),
            "ch_layout",
            format.channels() + " channels");
    return new Payload("wav", format.encoding(), options, body, body + whole);
  }

  private long length(long body, long size, long present) {
    if (size == UINT32_MAX && size64 != 0) {
      if (size64 < 0 || size64 > present) {
        throw truncated("\"data\"", size64, present);
      }
      return size64;
    }
    if (size == 0 && isChunksToTheEnd(body)) {
      return 0;
    }
    if (!STREAMED.contains(size)) {
      checkSize("data", body, size);
    }
    return size == 0 ? present : Math.min(size, present);
  }

  /** Whether an empty data chunk is followed by further chunks and not by streamed samples. */
  private boolean isChunksToTheEnd(long start) {
    long position = start;
    for (int chunks = 0; chunks < MOST_CHUNKS && position < bytes.size(); chunks++) {
      ByteBuffer header = bytes.at(position, 8);
      if (header.limit() < 8
          || !isChunkId(ISO_8859_1.decode(header.duplicate().limit(4)).toString())) {
        return false;
      }
      long size = header.getInt(4) & UINT32_MAX;
      position += 8 + size;
      if (position < bytes.size()) {
        position += size & 1;
      }
    }
    return position == bytes.size();
  }

  private static boolean isChunkId(String id) {
    return id.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static RuntimeException truncated(String chunk, long declared, long present) {
    return reject(
        Fault.AUDIO_TRUNCATED,
        "data",
        "The %s chunk claims %d bytes, but only %d are present; copy or rewrite the file."
            .formatted(chunk, declared, present),
        Map.of("declared", declared, "present", present));
  }
}
