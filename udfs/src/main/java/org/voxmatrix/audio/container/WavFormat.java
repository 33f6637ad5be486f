package org.voxmatrix.audio.container;

import static org.voxmatrix.audio.input.AudioFault.reject;

import java.nio.ByteBuffer;
import java.util.Map;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.StreamChecks;
import org.voxmatrix.error.Fault;

/**
 * The checked content of a {@code fmt } chunk.
 *
 * @param encoding FFmpeg's name for the raw samples
 * @param blockAlign bytes of one sample of all channels
 */
record WavFormat(String encoding, int rate, int channels, int blockAlign) {

  static final int EXTENSIBLE_LENGTH = 40;

  private static final int LENGTH = 16;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int SUBFORMAT = 24;

  /** A sub-format GUID is these, little-endian, with the codec tag in the first two bytes. */
  private static final long GUID_START = 0x0010_0000_0000_0000L;

  private static final long GUID_END = 0x719B_3800_AA00_0080L;

  /** Codec tag and bits per sample to FFmpeg's name. */
  private static final Map<Integer, Map<Integer, String>> ENCODINGS =
      Map.of(
          1, Map.of(8, "u8", 16, "s16le", 24, "s24le", 32, "s32le"),
          3, Map.of(32, "f32le", 64, "f64le"),
          6, Map.of(8, "alaw"),
          7, Map.of(8, "mulaw"));

  static WavFormat parse(ByteBuffer fmt, AudioLimits limits) {
    if (fmt.limit() < LENGTH) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "fmt",
          "The fmt chunk has %d bytes, at least %d are needed; rewrite the WAV file."
              .formatted(fmt.limit(), LENGTH),
          Map.of());
    }
    int tag = fmt.getShort(0) & 0xFFFF;
    int channels = fmt.getShort(2) & 0xFFFF;
    long rate = fmt.getInt(4) & 0xFFFFFFFFL;
    int blockAlign = fmt.getShort(12) & 0xFFFF;
    int bits = fmt.getShort(14) & 0xFFFF;
    StreamChecks.channels(channels, limits);
    StreamChecks.rate(rate, limits);
    String encoding = encoding(tag == EXTENSIBLE ? subformat(fmt) : tag, bits);
    if (blockAlign != channels * bits / 8) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "block_align",
          "Block align is %d, but %d channels of %d bits make %d bytes; rewrite the WAV file."
              .formatted(blockAlign, channels, bits, channels * bits / 8),
          Map.of("block_align", blockAlign, "channels", channels, "bits_per_sample", bits));
    }
    return new WavFormat(encoding, (int) rate, channels, blockAlign);
  }

  private static int subformat(ByteBuffer fmt) {
    if (fmt.limit() < EXTENSIBLE_LENGTH) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "fmt",
          "An extensible fmt chunk has %d bytes, %d are needed; rewrite the WAV file."
              .formatted(fmt.limit(), EXTENSIBLE_LENGTH),
          Map.of());
    }
    long head = fmt.getLong(SUBFORMAT);
    long tag = head & 0xFFFF;
    if (head - tag != GUID_START || fmt.getLong(SUBFORMAT + 8) != GUID_END) {
      return 0;
    }
    return (int) tag;
  }

  private static String encoding(int tag, int bits) {
    if (bits == 0 && ENCODINGS.containsKey(tag)) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "bits_per_sample",
          "Bits per sample is 0; rewrite the WAV file.",
          Map.of());
    }
    String encoding = ENCODINGS.getOrDefault(tag, Map.of()).get(bits);
    if (encoding == null) {
      throw reject(
          Fault.AUDIO_UNSUPPORTED_CODEC,
          "codec",
          ("WAV codec tag 0x%04x with %d bits per sample is not supported; convert to PCM of 8, 16, 24"
                  + " or 32 bits, float of 32 or 64, A-law or mu-law.")
              .formatted(tag, bits),
          Map.of("tag", tag, "bits_per_sample", bits));
    }
    return encoding;
  }
}
