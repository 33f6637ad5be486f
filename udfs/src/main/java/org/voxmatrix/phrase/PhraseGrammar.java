package org.voxmatrix.phrase;

import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.language.grammar.Grammar;
import edu.cmu.sphinx.linguist.language.grammar.GrammarNode;
import edu.cmu.sphinx.util.LogMath;

/** Silence, then exactly one of the phrases, with optional silence after each word. */
final class PhraseGrammar extends Grammar {

  private final PassPhrases phrases;

  PhraseGrammar(PassPhrases phrases, Dictionary dictionary) {
    super(false, false, false, false, dictionary);
    this.phrases = phrases;
  }

  @Override
  protected GrammarNode createGrammar() {
    GrammarNode start = silence();
    // A final node is not said, but gives the last words their context.
    GrammarNode end = silence();
    end.setFinalNode(true);
    for (String phrase : phrases.normalised()) {
      GrammarNode last = start;
      GrammarNode pause = null;
      for (String word : PassPhrases.words(phrase)) {
        GrammarNode node = createGrammarNode(word);
        join(last, pause, node);
        last = node;
        pause = silence();
        last.add(pause, LogMath.LOG_ONE);
      }
      join(last, pause, end);
    }
    return start;
  }

  private static void join(GrammarNode word, GrammarNode pause, GrammarNode next) {
    word.add(next, LogMath.LOG_ONE);
    if (pause != null) {
      pause.add(next, LogMath.LOG_ONE);
    }
  }

  private GrammarNode silence() {
    return createGrammarNode(Dictionary.SILENCE_SPELLING);
  }
}
