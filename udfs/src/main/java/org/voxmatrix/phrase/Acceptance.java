package org.voxmatrix.phrase;

/**
 * Whether an alignment is the phrase and nothing else: no word, no stretch of 0.12 s and no silence
 * may explain the sound much worse than garbage does. A changed word shows in the word or, where
 * only a syllable differs, in a stretch; a missing one in the word that is squeezed in; an added
 * one in the silence that must swallow it. docs/passphrases.md has the distributions.
 */
final class Acceptance {

  /** Least mean ratio of a word. */
  private static final double WORD = -3;

  /** Least mean ratio of {@link #STRETCH_FRAMES} successive frames of words. */
  private static final double STRETCH = -6;

  private static final int STRETCH_FRAMES = 12;

  /** Least mean ratio of a silence. */
  private static final double SILENCE = -4;

  private Acceptance() {}

  static boolean of(Alignment alignment) {
    for (Alignment.Part part : alignment.parts()) {
      if (part.ratio() < (part.silence() ? SILENCE : WORD)) {
        return false;
      }
    }
    return worstStretch(alignment.spoken()) >= STRETCH;
  }

  private static double worstStretch(double[] ratios) {
    double sum = 0;
    double worst = 0;
    for (int t = 0; t < ratios.length; t++) {
      sum += ratios[t] - (t < STRETCH_FRAMES ? 0 : ratios[t - STRETCH_FRAMES]);
      if (t >= STRETCH_FRAMES - 1) {
        worst = Math.min(worst, sum / STRETCH_FRAMES);
      }
    }
    return worst;
  }
}
