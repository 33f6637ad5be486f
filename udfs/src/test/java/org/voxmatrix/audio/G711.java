package org.voxmatrix.audio;

/** Encodes to A-law and mu-law by search, from the decoding formulas of ITU-T G.711. */
final class G711 {

  private G711() {}

  static byte alaw(int sample) {
    return nearest(sample, true);
  }

  static byte mulaw(int sample) {
    return nearest(sample, false);
  }

  private static byte nearest(int sample, boolean alaw) {
    int best = 0;
    int bestDistance = Integer.MAX_VALUE;
    for (int code = 0; code < 256; code++) {
      int distance = Math.abs((alaw ? decodeAlaw(code) : decodeMulaw(code)) - sample);
      if (distance < bestDistance) {
        best = code;
        bestDistance = distance;
      }
    }
    return (byte) best;
  }

  static int decodeAlaw(int code) {
    int bits = code ^ 0x55;
    int segment = bits >> 4 & 7;
    int mantissa = (bits & 15) << 4;
    int value = segment == 0 ? mantissa + 8 : mantissa + 0x108 << segment - 1;
    return (bits & 0x80) != 0 ? value : -value;
  }

  static int decodeMulaw(int code) {
    int bits = ~code & 0xFF;
    int value = ((bits & 15) << 3) + 0x84 << (bits >> 4 & 7);
    return (bits & 0x80) != 0 ? 0x84 - value : value - 0x84;
  }
}
