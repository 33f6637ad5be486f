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

  private static final Map<PassPhrases, Deque<Decoder>> IDLE = new HashMap<>();

  private final PassPhrases phrases;
  private Decoder decoder;

  private PhraseRecognizer(PassPhrases phrases, Decoder decoder) {
    this.phrases = phrases;
    this.decoder = decoder;
  }

  /** A recogniser for one thread, to be closed. */
  public static PhraseRecognizer open(PassPhrases phrases) {
    Decoder idle;
    synchronized (IDLE) {
      Deque<Decoder> decoders = IDLE.get(phrases);
      idle = decoders == null ? null : decoders.poll();
    }
    return new PhraseRecognizer(phrases, idle == null ? new Decoder(phrases) : idle);
  }

  /**
   * @param samples 16 kHz, in [-1, 1), the whole recording
   * @return the phrase, normalised; empty if none of them was said, or not all of it, or with
   *     another word
   */
  public Optional<String> recognize(float[] samples) {
    return decoder.decode(samples).filter(Acceptance::of).map(Alignment::phrase);
  }

  @Override
  public void close() {
    if (decoder != null) {
      synchronized (IDLE) {
        IDLE.computeIfAbsent(phrases, key -> new ArrayDeque<>()).push(decoder);
      }
      decoder = null;
    }
  }
}
