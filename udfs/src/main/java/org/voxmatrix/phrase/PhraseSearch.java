package org.voxmatrix.phrase;

import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.flat.CIPhoneLoop;
import edu.cmu.sphinx.linguist.flat.FlatLinguist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the best phrase: lays recordings along a grammar of the phrases, and along a loop of all
 * phones, the garbage path. The two nets are sphinx4's; the search is not, because a beam would
 * lose the worse path, and the two are compared word by word. Not thread-safe.
 */
final class PhraseSearch {

  private final SearchNet phrases;
  private final SearchNet garbage;

  PhraseSearch(PassPhrases phrases) {
    synchronized (English.class) {
      AcousticModel model = new TiedStateAcousticModel(English.acoustics(), English.UNITS, true);
      PhraseGrammar grammar = new PhraseGrammar(phrases, English.dictionary());
      FlatLinguist linguist =
          new FlatLinguist(
              model,
              grammar,
              English.UNITS,
              1,
              1,
              1,
              1,
              1f,
              false,
              false,
              false,
              false,
              1,
              1,
              model);
      try {
        linguist.allocate();
      } catch (IOException failure) {
        throw new UncheckedIOException("the acoustic model of sphinx4-data", failure);
      }
      this.phrases = new SearchNet(linguist.getSearchGraph());
      garbage = new SearchNet(new CIPhoneLoop(model, 0).getSearchGraph());
    }
  }

  /** The best way to say one of the phrases; nothing if the recording is too short for any. */
  Optional<Alignment> best(float[] samples) {
    List<Data> frames = Features.of(samples);
    float[][] said = new float[frames.size()][];
    float[][] other = new float[frames.size()][];
    for (int t = 0; t < said.length; t++) {
      // Both at once: the Gaussians keep what they computed for the latest frame only.
      said[t] = phrases.emissions(frames.get(t));
      other[t] = garbage.emissions(frames.get(t));
    }
    return BestPath.of(phrases, said)
        .flatMap(
            phrase ->
                BestPath.of(garbage, other)
                    .map(
                        loop ->
                            Alignment.of(
                                phrase, loop.scores(), FramePowers.of(samples, said.length))));
  }
}
