package org.voxmatrix.jobs;

/**
 * A matrix cut into bands of rows, a wave each.
 *
 * @param rows rows of the matrix
 * @param height rows of a band; the last may have fewer
 */
record Bands(int rows, int height) {

  static Bands none() {
    return new Bands(0, 1);
  }

  /** Bands of at most {@code bytes} of float32 scores, and at least one row. */
  static Bands of(int columns, int rows, long bytes) {
    long height = bytes / ((long) columns * Float.BYTES);
    return new Bands(rows, (int) Math.max(1, Math.min(rows, height)));
  }

  int count() {
    return (rows + height - 1) / height;
  }

  int start(int band) {
    return band * height;
  }

  int end(int band) {
    return Math.min(rows, start(band) + height);
  }
}
