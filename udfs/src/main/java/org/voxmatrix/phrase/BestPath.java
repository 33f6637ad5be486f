package org.voxmatrix.phrase;

import edu.cmu.sphinx.linguist.dictionary.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The likeliest way of a recording through a net (Viterbi, without a beam).
 *
 * @param scores acoustic score of each frame on it
 * @param words the word that starts at each frame, null within one
 */
record BestPath(double[] scores, Word[] words) {

  /**
   * Nothing if the recording is shorter than the shortest way.
   *
   * @param emissions score of each state at each frame
   */
  static Optional<BestPath> of(SearchNet net, float[][] emissions) {
    int[][] steps = new int[emissions.length][net.size()];
    double[] totals = null;
    for (int t = 0; t < emissions.length; t++) {
      totals = advance(net, totals, steps[t]);
      for (int state = 0; state < net.size(); state++) {
        totals[state] += emissions[t][state];
      }
    }
    return end(net, totals).map(state -> trace(net, emissions, steps, state));
  }

  private static double[] advance(SearchNet net, double[] before, int[] steps) {
    double[] after = new double[net.size()];
    Arrays.fill(after, Double.NEGATIVE_INFINITY);
    List<SearchNet.Arc> arcs = net.arcs();
    for (int i = 0; i < arcs.size(); i++) {
      SearchNet.Arc arc = arcs.get(i);
      if (arc.to() >= 0 && (arc.from() < 0) == (before == null)) {
        double total = arc.probability() + (before == null ? 0 : before[arc.from()]);
        if (total > after[arc.to()]) {
          after[arc.to()] = total;
          steps[arc.to()] = i;
        }
      }
    }
    return after;
  }

  private static Optional<Integer> end(SearchNet net, double[] totals) {
    double best = Double.NEGATIVE_INFINITY;
    Integer state = null;
    for (SearchNet.Arc arc : net.arcs()) {
      if (totals != null && arc.to() < 0 && arc.from() >= 0) {
        double total = totals[arc.from()] + arc.probability();
        if (total > best) {
          best = total;
          state = arc.from();
        }
      }
    }
    return Optional.ofNullable(state);
  }

  private static BestPath trace(SearchNet net, float[][] emissions, int[][] steps, int end) {
    double[] scores = new double[steps.length];
    Word[] words = new Word[steps.length];
    int state = end;
    for (int t = steps.length - 1; t >= 0; t--) {
      SearchNet.Arc arc = net.arcs().get(steps[t][state]);
      scores[t] = emissions[t][state];
      words[t] = arc.word();
      state = arc.from();
    }
    return new BestPath(scores, words);
  }
}
