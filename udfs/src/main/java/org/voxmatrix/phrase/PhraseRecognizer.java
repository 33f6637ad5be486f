package org.voxmatrix.phrase;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says which of the known phrases was spoken, in US English. sphinx4 aligns the recording to a
 * grammar of the phrases and, beside it, to a loop of all phones, the garbage path; a phrase is
 * accepted when every part of it explains the sound nearly as well as garbage does. So other
 * speech, partial phrases and near phrases are refused, instead of being forced to the nearest
 * phrase.
 *
 * <p>The dictionary is loaded once per JVM. A recogniser has an acoustic model of its own, because
 * scoring writes into it, and belongs to one thread; {@link #close()} hands it back for the next
 * one to {@link #open}, so a JVM holds as many as it had threads at once. What one recording gives
 * does not depend on those before it.
 */
public final class PhraseRecognizer implements AutoCloseable {

  private static final Map<PassPhrases, Deque<PhraseSearch>> IDLE = new HashMap<>();

  private final PassPhrases phrases;
  private PhraseSearch search;

  private PhraseRecognizer(PassPhrases phrases, PhraseSearch search) {
    this.phrases = phrases;
    this.search = search;
  }

  /** A recogniser for one thread, to be closed. */
  public static PhraseRecognizer open(PassPhrases phrases) {
    PhraseSearch idle;
    synchronized (IDLE) {
      Deque<PhraseSearch> searches = IDLE.get(phrases);
      idle = searches == null ? null : searches.poll();
    }
    return new PhraseRecognizer(phrases, idle == null ? new PhraseSearch(phrases) : idle);
  }

  /**
   * @param samples 16 kHz, in [-1, 1), the whole recording
   * @return the phrase, normalised; empty if none of them was said, or not all of it, or with
   *     another word
   */
  public Optional<String> recognize(float[] samples) {
    return search.best(samples).filter(Acceptance::of).map(Alignment::phrase);
  }

  @Override
  public void close() {
    if (search != null) {
      synchronized (IDLE) {
        IDLE.computeIfAbsent(phrases, key -> new ArrayDeque<>()).push(search);
      }
      search = null;
    }
  }
}
