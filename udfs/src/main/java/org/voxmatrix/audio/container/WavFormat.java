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
 * @param codec how the samples are stored
 * @param blockAlign bytes of one sample of all channels, or of the least that can be decoded
 * @param bytesPerSecond at least 1
 * @param chunk the content itself
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isLike
record WavFormat(
    WavCodec codec, int rate, int channels, int blockAlign, long bytesPerSecond, byte[] chunk) {

  /** Longer ones have nothing of interest at their ends. */
  static final int MOST_LENGTH = 256;

  private static final int LENGTH = 16;
  private static final int EXTENSIBLE_LENGTH = 40;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int SUBFORMAT = 24;

  /** A sub-format GUID is these, little-endian, with the codec tag in the first two bytes. */
  private static final long GUID_START = 0x0010_0000_0000_0000L;

  private static final long GUID_END = 0x719B_3800_AA00_0080L;

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
    long bytesPerSecond = fmt.getInt(8) & 0xFFFFFFFFL;
    int blockAlign = fmt.getShort(12) & 0xFFFF;
    int bits = fmt.getShort(14) & 0xFFFF;
    StreamChecks.channels(channels, limits);
    StreamChecks.rate(rate, limits);
    WavCodec codec =
        WavCodec.of(tag == EXTENSIBLE ? subformat(fmt) : tag, bits, blockAlign, channels);
    int least = codec.blockAlign(channels, blockAlign, bits);
    byte[] chunk = new byte[fmt.limit()];
    fmt.get(0, chunk);
    return new WavFormat(
        codec,
        (int) rate,
        channels,
        least,
        codec.bytesPerSecond((int) rate, channels, least, bytesPerSecond),
        chunk);
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

  /** Whether samples of both can be read as one recording. */
  boolean isLike(WavFormat other) {
    return codec.equals(other.codec)
        && rate == other.rate
        && channels == other.channels
        && blockAlign == other.blockAlign;
  }
}
