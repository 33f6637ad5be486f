package org.voxmatrix.phrase;

/**
 * Whether two recordings hold the same words, in any language: cepstra of both, compared by dynamic
 * time warping. Made for two recordings of one speaker. Needs nothing above 3.7 kHz, so recordings
 * of 8 kHz will do. Thread-safe.
 */
public final class PhraseSimilarity {

  /**
   * From here on two recordings count as the same phrase; docs/passphrases.md has the error rates.
   */
  public static final double DEFAULT_THRESHOLD = 0.5;

  private PhraseSimilarity() {}

  /**
   * What is kept of a recording to compare it with later ones: about 0.8 kB a second of speech,
   * silence at both ends cut off, channel and level taken out.
   *
   * @param samples 16 kHz, in [-1, 1)
   */
  public static byte[] features(float[] samples) {
    return Template.of(Cepstra.of(samples)).bytes();
  }

  /**
   * @param a what {@link #features} gave
   * @param b the same of the other recording
   * @return mean correlation along the best path: 1 for equal recordings, about 0 for unrelated
   *     sounds, -1 at least; -1 too where one is more than twice as long as the other
   * @throws IllegalArgumentException if one of them is nothing that {@code features} gave
   */
  public static double similarity(byte[] a, byte[] b) {
    return TimeWarp.similarity(Template.read(a), Template.read(b));
  }
}
