package org.voxmatrix.jobs.profiles.audio;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.voxmatrix.audio.AudioInput;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseRecognizer;
import org.voxmatrix.phrase.PhraseSimilarity;

/**
 * Hears what is said in an audio, in the way that the check needs.
 *
 * @param known phrases to recognise; may be null where they are compared
 */
record PhraseListener(PhraseCheck check, PassPhrases known) implements Serializable {

  /** Samples a second that recognisers take. */
  static final int RATE = 16_000;

  /** Recognisers keep state, so each thread has its own, as long as it lives. */
  private static final ThreadLocal<Map<PassPhrases, PhraseRecognizer>> OPEN =
      ThreadLocal.withInitial(HashMap::new);

  /** What is said: one of the known phrases, or features to compare; null where there is none. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Phrase(String words, byte[] features) {
    static final Phrase NONE = new Phrase(null, null);
  }

  Phrase listen(byte[] content) {
    float[] samples = samples(content);
    return switch (check) {
      case RECOGNITION -> new Phrase(recognizer().recognize(samples).orElse(null), null);
      case SIMILARITY -> new Phrase(null, PhraseSimilarity.features(samples));
    };
  }

  private PhraseRecognizer recognizer() {
    return OPEN.get().computeIfAbsent(known, PhraseRecognizer::open);
  }

  /** All channels in one. */
  private static float[] samples(byte[] content) {
    try (AudioReader reader = AudioReader.open(AudioInput.of(content), RATE)) {
      float[][] block = new float[reader.format().channels()][RATE];
      float[] samples = new float[0];
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        int before = samples.length;
        samples = Arrays.copyOf(samples, before + count);
        for (float[] channel : block) {
          for (int i = 0; i < count; i++) {
            samples[before + i] += channel[i] / block.length;
          }
        }
      }
      return samples;
    }
  }
}
