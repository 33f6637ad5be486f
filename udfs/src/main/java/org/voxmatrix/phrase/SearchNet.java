package org.voxmatrix.phrase;

import edu.cmu.sphinx.decoder.scorer.ScoreProvider;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.linguist.SearchGraph;
import edu.cmu.sphinx.linguist.SearchState;
import edu.cmu.sphinx.linguist.SearchStateArc;
import edu.cmu.sphinx.linguist.WordSearchState;
import edu.cmu.sphinx.linguist.dictionary.Word;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A search graph of sphinx4 as arrays: its emitting states, and arcs that go straight from one to
 * the next. Scores are logarithms to the base of sphinx4. Read only, but its states' scores are
 * cached by the acoustic model, so it belongs to one thread.
 */
final class SearchNet {

  /**
   * A step, at a frame's end.
   *
   * @param from state, or -1 at the start
   * @param to state, or -1 at the end
   * @param word that starts with {@code to}, null inside a word
   */
  record Arc(int from, int to, double probability, Word word) {}

  private final Map<SearchState, Integer> indices = new IdentityHashMap<>();
  private final List<SearchState> states = new ArrayList<>();
  private final List<Arc> arcs = new ArrayList<>();

  SearchNet(SearchGraph graph) {
    follow(-1, graph.getInitialState(), 0, word(graph.getInitialState(), null));
    for (int from = 0; from < states.size(); from++) {
      arcsFrom(from, states.get(from), 0, null);
    }
  }

  int size() {
    return states.size();
  }

  List<Arc> arcs() {
    return arcs;
  }

  /** Score of each state. */
  float[] emissions(Data frame) {
    float[] scores = new float[states.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = ((ScoreProvider) states.get(i)).getScore(frame);
    }
    return scores;
  }

  private void arcsFrom(int from, SearchState at, double probability, Word word) {
    for (SearchStateArc arc : at.getSuccessors()) {
      SearchState next = arc.getState();
      follow(from, next, probability + arc.getProbability(), word(next, word));
    }
  }

  private void follow(int from, SearchState at, double probability, Word word) {
    if (at.isEmitting()) {
      arcs.add(new Arc(from, index(at), probability, word));
    } else if (at.isFinal()) {
      arcs.add(new Arc(from, -1, probability, null));
    }
    if (!at.isEmitting()) {
      arcsFrom(from, at, probability, word);
    }
  }

  private static Word word(SearchState state, Word otherwise) {
    return state instanceof WordSearchState word ? word.getPronunciation().getWord() : otherwise;
  }

  private int index(SearchState state) {
    Integer known = indices.putIfAbsent(state, states.size());
    if (known == null) {
      states.add(state);
      return states.size() - 1;
    }
    return known;
  }
}
