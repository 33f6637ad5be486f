package org.voxmatrix.phrase;

/**
 * Cepstra as bytes: a version, then 12 signed bytes a frame in steps of 1/32 of a deviation.
 *
 * @param bytes the version and the frames
 */
record Template(byte[] bytes) {

  private static final byte VERSION = 1;
  private static final int HEADER = 1;
  private static final double STEPS = 32;

  static Template of(double[][] cepstra) {
    byte[] bytes = new byte[HEADER + cepstra.length * Cepstra.WIDTH];
    bytes[0] = VERSION;
    int at = HEADER;
    for (double[] cepstrum : cepstra) {
      for (double value : cepstrum) {
        bytes[at++] = (byte) Math.max(-127, Math.min(127, Math.round(value * STEPS)));
      }
    }
    return new Template(bytes);
  }

  static Template read(byte[] bytes) {
    if (bytes.length % Cepstra.WIDTH != HEADER || bytes[0] != VERSION) {
      throw new IllegalArgumentException(
          "%d bytes are no phrase features of version %d".formatted(bytes.length, VERSION));
    }
    return new Template(bytes);
  }

  int frames() {
    return bytes.length / Cepstra.WIDTH;
  }

  /** Squared distance of two frames that unrelated ones have a mean of 2 of. */
  double distance(int frame, Template other, int otherFrame) {
    int a = HEADER + frame * Cepstra.WIDTH;
    int b = HEADER + otherFrame * Cepstra.WIDTH;
    int sum = 0;
    for (int k = 0; k < Cepstra.WIDTH; k++) {
      int difference = bytes[a + k] - other.bytes[b + k];
      sum += difference * difference;
    }
    return sum / (STEPS * STEPS * Cepstra.WIDTH);
  }
}
