package org.voxmatrix.phrase;

import java.util.Arrays;

/**
 * Whether an alignment is the phrase and nothing else: no word and no stretch of 0.12 s may explain
 * the sound much worse than garbage does, and no silence may be loud for long. A changed word shows
 * in the word or, where only a syllable differs, in a stretch; a missing one in the word that is
 * squeezed in; an added one in the silence that must swallow it. Noise lowers all ratios, so the
 * limits follow the mean of the words down. docs/passphrases.md says how they were found.
 */
final class Acceptance {

  /** Least mean ratio of all words. */
  private static final double ALL = -2.5;

  /** A limit at a mean of 0 or more, and how fast it follows the mean below that. */
  private record Limit(double least, double slope) {

    boolean allows(double ratio, double mean) {
      return ratio >= least + slope * Math.min(0, mean);
    }
  }

  private static final Limit WORD = new Limit(-3.5, 0.5);
  private static final Limit STRETCH = new Limit(-7.5, 2);
  private static final Limit SILENCE = new Limit(-5, 3);

  /** Power from which a frame of silence is loud, against that of the words: -6 dB. */
  private static final double LOUD = Math.pow(10, -0.6);

  /** Hardly any word is as short. */
  private static final int MOST_LOUD_FRAMES = 20;

  /** A click, or the end of a word: whatever it sounds like. */
  private static final int FREE_LOUD_FRAMES = 3;

  private static final int STRETCH_FRAMES = 12;

  private Acceptance() {}

  static boolean of(Alignment alignment) {
    double[] spoken = alignment.spoken();
    double mean = Arrays.stream(spoken).sum() / spoken.length;
    double loud = LOUD * alignment.power();
    return mean >= ALL
        && STRETCH.allows(worstStretch(spoken), mean)
        && alignment.parts().stream()
            .allMatch(
                part ->
                    part.silence() ? isSilent(part, loud, mean) : WORD.allows(part.ratio(), mean));
  }

  private static boolean isSilent(Alignment.Part part, double loud, double mean) {
    long frames = Arrays.stream(part.powers()).filter(power -> power > loud).count();
    return frames <= FREE_LOUD_FRAMES
        || (frames <= MOST_LOUD_FRAMES && SILENCE.allows(part.ratio(), mean));
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
