package org.voxmatrix.jobs.evaluate.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A scored trial by the ids of its sides. */
public record ScoredPair(boolean target, double score, String idA, String idB) {

  private static final Comparator<ScoredPair> BY_IDS =
      Comparator.comparing(ScoredPair::idA).thenComparing(ScoredPair::idB);

  /**
   * The worst errors among some trials; of equal scores the first by ids.
   *
   * @param most of each kind
   */
  public static List<WorstError> worst(List<ScoredPair> trials, int most) {
    Comparator<ScoredPair> byScore = Comparator.comparingDouble(ScoredPair::score);
    return Stream.concat(
            errors(WorstError.Kind.MISS, trials, byScore, most),
            errors(WorstError.Kind.FALSE_ALARM, trials, byScore.reversed(), most))
        .toList();
  }

  private static Stream<WorstError> errors(
      WorstError.Kind kind, List<ScoredPair> trials, Comparator<ScoredPair> byScore, int most) {
    List<ScoredPair> worst =
        trials.stream()
            .filter(trial -> trial.target == (kind == WorstError.Kind.MISS))
            .sorted(byScore.thenComparing(BY_IDS))
            .limit(most)
            .toList();
    return IntStream.range(0, worst.size())
        .mapToObj(
            i ->
                new WorstError(
                    kind, i + 1, worst.get(i).score, worst.get(i).idA, worst.get(i).idB));
  }
}
