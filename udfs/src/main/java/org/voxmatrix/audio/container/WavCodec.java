package org.voxmatrix.audio.container;

import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.Map;
import org.voxmatrix.error.Fault;

/**
 * How the samples of a WAV file are stored.
 *
 * @param tag of the header
 * @param demuxer FFmpeg's name of the one that reads them: of raw samples, {@code mp3}, or {@code
 *     wav} for what needs the header
 * @param bits of a raw sample; 0 for what is compressed
 */
record WavCodec(int tag, String demuxer, int bits) {

  private static final int PCM = 1;
  private static final int MICROSOFT_ADPCM = 0x02;
  private static final int FLOAT = 3;
  private static final int ALAW = 6;
  private static final int MULAW = 7;
  private static final int IMA_ADPCM = 0x11;
  private static final int GSM = 0x31;
  private static final int MPEG = 0x50;
  private static final int MP3 = 0x55;
  static final int G722 = 0x65;
  static final int G722_OF_FFMPEG = 0x28F;

  /** Codec tag and bits per sample to FFmpeg's name. */
  private static final Map<Integer, Map<Integer, String>> RAW =
      Map.of(
          PCM, Map.of(8, "u8", 16, "s16le", 24, "s24le", 32, "s32le"),
          FLOAT, Map.of(32, "f32le", 64, "f64le"),
          ALAW, Map.of(8, "alaw"),
          MULAW, Map.of(8, "mulaw"));

  private static final int ADPCM_BITS = 4;
  private static final int GSM_BLOCK = 65;
  private static final int GSM_SAMPLES = 320;

  /** 128 kbit/s. */
  private static final long USUAL_MPEG = 16_000;

  static WavCodec of(int tag, int bits, int blockAlign, int channels) {
    if (bits == 0 && (tag == PCM || tag == FLOAT)) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "bits_per_sample",
          "Bits per sample is 0; rewrite the WAV file.",
          Map.of());
    }
    // The bits of a logarithmic header may be those of the decoded samples, or missing.
    int stored =
        switch (tag) {
          case PCM -> container(bits, blockAlign, channels);
          case ALAW, MULAW -> 8;
          default -> bits;
        };
    String raw = RAW.getOrDefault(tag, Map.of()).get(stored);
    if (raw != null) {
      return new WavCodec(tag, raw, stored);
    }
    boolean readable =
        switch (tag) {
          case MICROSOFT_ADPCM, IMA_ADPCM -> bits == ADPCM_BITS && blockAlign > 0;
          case GSM -> blockAlign == GSM_BLOCK && channels == 1;
          case G722, G722_OF_FFMPEG -> channels == 1;
          case MPEG, MP3 -> true;
          default -> false;
        };
    if (!readable) {
      throw reject(
          Fault.AUDIO_UNSUPPORTED_CODEC,
          "codec",
          ("WAV codec tag 0x%04x with %d bits per sample is not supported; convert to PCM of 8, 16, 24"
                  + " or 32 bits, float of 32 or 64, A-law or mu-law.")
              .formatted(tag, bits),
          Map.of("tag", tag, "bits_per_sample", bits));
    }
    return new WavCodec(tag, tag == MPEG || tag == MP3 ? "mp3" : "wav", 0);
  }

  /** Samples of 12 or 20 bits are stored in whole bytes, as their upper bits. */
  private static int container(int bits, int blockAlign, int channels) {
    int whole = (bits + 7) / 8 * 8;
    return blockAlign == channels * whole / 8 ? whole : bits;
  }

  /**
   * Bytes of a second. Headers of raw and block codecs are not asked: many say nothing, or what the
   * decoded samples would take.
   */
  long bytesPerSecond(int rate, int channels, int align, long declared) {
    long second =
        switch (tag) {
          case MICROSOFT_ADPCM -> (long) rate * align / Math.max(1, 2 * (align / channels - 6));
          case IMA_ADPCM -> (long) rate * align / Math.max(1, 2 * (align / channels - 4) + 1);
          case GSM -> (long) rate * GSM_BLOCK / GSM_SAMPLES;
          case G722, G722_OF_FFMPEG -> rate / 2;
          case MPEG, MP3 -> declared > 0 ? declared : USUAL_MPEG;
          default -> (long) rate * align;
        };
    return Math.max(1, second);
  }

  boolean isRaw() {
    return bits > 0;
  }

  int blockAlign(int channels, int declared, int declaredBits) {
    if (!isRaw()) {
      return demuxer.equals("wav") ? Math.max(1, declared) : 1;
    }
    int right = channels * bits / 8;
    if (declared != right && (bits != 8 || declaredBits == bits)) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "block_align",
          "Block align is %d, but %d channels of %d bits make %d bytes; rewrite the WAV file."
              .formatted(declared, channels, bits, right),
          Map.of("block_align", declared, "channels", channels, "bits_per_sample", bits));
    }
    return right;
  }
}
