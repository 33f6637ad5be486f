package org.voxmatrix.audio.input;

/**
 * How a recording is read.
 *
 * @param limits beyond which it is rejected
 * @param truncated what becomes of one that is cut off
 * @param stream which audio stream of a file with several, from 0; null for the best
 */
public record ReadOptions(AudioLimits limits, WhenTruncated truncated, Integer stream) {

  /** What is there of the best stream. */
  public static final ReadOptions DEFAULT = of(AudioLimits.defaults());

  /** The defaults within other limits. */
  public static ReadOptions of(AudioLimits limits) {
    return new ReadOptions(limits, WhenTruncated.USE, null);
  }
}
