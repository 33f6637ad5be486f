package org.voxmatrix.phrase;

import edu.cmu.sphinx.linguist.dictionary.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A recording laid along one phrase, and what each part gains or loses against the garbage path.
 *
 * @param parts words and the silences between them, in order of time
 */
record Alignment(List<Part> parts) {

  /** Natural logarithm of 1.0001, the base of sphinx4's scores. */
  private static final double BASE = Math.log(1.0001);

  /**
   * A word or a silence.
   *
   * @param spelling as in the dictionary
   * @param ratios natural logarithm of the likelihood of the phrase against garbage, for each frame
   *     of 10 ms
   * @param powers mean square of the samples about each frame
   */
  record Part(String spelling, boolean silence, double[] ratios, double[] powers) {

    /** Mean over its frames. */
    double ratio() {
      return Arrays.stream(ratios).sum() / ratios.length;
    }
  }

  /**
   * @param garbage score of each frame on the garbage path
   * @param powers of each frame
   */
  static Alignment of(BestPath phrase, double[] garbage, double[] powers) {
    double[] ratios = new double[garbage.length];
    Arrays.setAll(ratios, t -> (phrase.scores()[t] - garbage[t]) * BASE);
    List<Part> parts = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= ratios.length; end++) {
      if (end == ratios.length || phrase.words()[end] != null) {
        Word word = phrase.words()[start];
        parts.add(
            new Part(
                word.getSpelling(),
                word.isFiller(),
                Arrays.copyOfRange(ratios, start, end),
                Arrays.copyOfRange(powers, start, end)));
        start = end;
      }
    }
    return new Alignment(List.copyOf(parts));
  }

  String phrase() {
    return parts.stream()
        .filter(part -> !part.silence())
        .map(Part::spelling)
        .collect(Collectors.joining(" "));
  }

  /** Ratios of the frames of words, those of silence left out. */
  double[] spoken() {
    return ofWords(Part::ratios);
  }

  /** Mean power of the words. */
  double power() {
    return Arrays.stream(ofWords(Part::powers)).average().orElseThrow();
  }

  private double[] ofWords(Function<Part, double[]> values) {
    return parts.stream()
        .filter(part -> !part.silence())
        .flatMapToDouble(part -> Arrays.stream(values.apply(part)))
        .toArray();
  }
}
