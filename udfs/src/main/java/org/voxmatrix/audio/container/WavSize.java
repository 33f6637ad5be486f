package org.voxmatrix.audio.container;

/**
 * Tells the size of samples from what a writer left there that could not go back to its header:
 * none, all ones, the most that fits, or something that no recording reaches.
 */
final class WavSize {

  /** Writers take their own header and buffers off the largest number. */
  private static final long NEAR = 1 << 16;

  private static final long INT32_END = 1L << 31;
  private static final long UINT32_END = 1L << 32;

  /** A recording cut to less than an eighth of so much is a rarer thing than a writer's mark. */
  private static final long LARGE = 1L << 30;

  private static final int LARGE_SHARE = 8;
  private static final double MOST_SECONDS = 24 * 3600;

  private WavSize() {}

  /**
   * Whether the samples go on to the end of the file.
   *
   * @param size as declared, unsigned
   * @param present bytes from the first sample to the end of the file
   */
  static boolean isStreamed(long size, long present, WavFormat format) {
    return isMark(size, present)
        || (size > present && (double) size / format.bytesPerSecond() > MOST_SECONDS);
  }

  /** Whether a size says by itself that its writer did not know it. */
  static boolean isMark(long size, long present) {
    if (size < 0 || size == Chunk.UINT32_MAX) {
      return true;
    }
    return size > present
        && (Math.abs(size - INT32_END) <= NEAR
            || Math.abs(size - UINT32_END) <= NEAR
            || (size >= LARGE && size / LARGE_SHARE > present));
  }
}
