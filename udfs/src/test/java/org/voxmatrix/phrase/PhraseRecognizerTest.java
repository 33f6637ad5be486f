package org.voxmatrix.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.extract.Recordings;

class PhraseRecognizerTest {

  private static final PassPhrases PHRASES = new PassPhrases(PassPhrases.DEFAULT);
  private static final String PASSPORT = "my voice is my passport verify me";

  private static PhraseRecognizer recognizer;

  @BeforeAll
  static void open() {
    recognizer = PhraseRecognizer.open(PHRASES);
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  private static float[] recording(String uri) {
    return Recordings.samples(Recordings.sample(uri));
  }

  /** What was said; in more noise than enrollment allows, nothing. */
  @ParameterizedTest
  @CsvFileSource(files = "../sample-data/phrases.csv", useHeadersInDisplayName = true)
  void saysWhichPhraseOrNone(String uri, String speaker, String phrase, Double snr) {
    boolean clear = snr == null || snr >= 10;
    assertThat(recognizer.recognize(recording(uri)))
        .isEqualTo(Optional.ofNullable(clear ? phrase : null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "voices/english-awb/english-awb-1.wav",
        "voices/english-slt/english-slt-4.wav",
        "voices/finnish-mv/finnish-mv-1.wav",
        "broken/white-noise.wav",
        "broken/zeros.wav"
      })
  void otherSpeechAndNoiseAreNoPhrase(String uri) {
    assertThat(recognizer.recognize(recording(uri))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02, 0.3, 0.7})
  void theStartAloneIsNoPhrase(double part) {
    float[] whole = recording("phrases/english-rms/passport-1.wav");
    float[] start = Arrays.copyOf(whole, (int) (part * whole.length));
    assertThat(recognizer.recognize(start)).isEmpty();
  }

  @Test
  void theEndAloneIsNoPhrase() {
    float[] whole = recording("phrases/english-rms/passport-1.wav");
    assertThat(recognizer.recognize(Arrays.copyOfRange(whole, whole.length / 3, whole.length)))
        .isEmpty();
  }

  /** In noise, too: there a silence explains other words as well as garbage does. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(doubles = {40, 15})
  void aPhraseWithOtherWordsBeforeOrAfterIsNone(double snr) {
    float[] phrase = recording("phrases/english-rms/passport-1.wav");
    float[] words = recording("phrases/english-rms/sentence.wav");
    for (float[] said :
        List.of(Recordings.joined(phrase, words), Recordings.joined(words, phrase))) {
      double gain = Math.sqrt(Recordings.activePower(said) * Math.pow(10, -snr / 10));
      float[] noise = Recordings.scaled(Recordings.pinkNoise(said.length, 1), gain);
      assertThat(recognizer.recognize(Recordings.mixed(said, noise))).isEmpty();
    }
  }

  @Test
  void aPhraseIsKnownOnlyIfListed() {
    float[] said = recording("phrases/english-rms/passport-1.wav");
    try (PhraseRecognizer other =
        PhraseRecognizer.open(new PassPhrases(List.of("My password is not your business")))) {
      assertThat(other.recognize(said)).isEmpty();
    }
    assertThat(recognizer.recognize(said)).contains(PASSPORT);
  }

  @Tag("slow")
  @Test
  void twoThreadsAtOnceHearWhatOneHears() throws Exception {
    List<String> uris =
        List.of("phrases/english-rms/toothpaste.wav", "phrases/english-slt/passport-3.wav");
    List<Optional<String>> alone =
        uris.stream().map(uri -> recognizer.recognize(recording(uri))).toList();
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Optional<String>>>> heard =
          threads.invokeAll(List.of(() -> heard(uris, together), () -> heard(uris, together)));
      for (Future<List<Optional<String>>> one : heard) {
        assertThat(one.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static List<Optional<String>> heard(List<String> uris, CyclicBarrier together)
      throws Exception {
    try (PhraseRecognizer own = PhraseRecognizer.open(PHRASES)) {
      together.await();
      return uris.stream().map(uri -> own.recognize(recording(uri))).toList();
    }
  }
}
