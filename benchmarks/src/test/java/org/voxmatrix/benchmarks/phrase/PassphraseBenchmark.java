package org.voxmatrix.benchmarks.phrase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseRecognizer;

/** Prints the tables of {@code docs/passphrases.md}. */
public final class PassphraseBenchmark {

  private PassphraseBenchmark() {}

  /**
   * @param arguments the folder of {@code phrases.py}, that of a speech pack with {@code
   *     audio/CORPUS/...}, and the recordings to take of each corpus
   */
  public static void main(String[] arguments) throws IOException {
    List<Utterance> utterances = Utterance.all(Path.of(arguments[0]));
    Path speech = Path.of(arguments[1]);
    int most = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;

    long start = System.nanoTime();
    PassPhrases phrases = new PassPhrases(PassPhrases.DEFAULT);
    try (PhraseRecognizer recognizer = PhraseRecognizer.open(phrases)) {
      System.out.printf("first recogniser after %.1f s%n", (System.nanoTime() - start) / 1e9);
      speed(recognizer, utterances);
      RecognizerRates rates = new RecognizerRates(recognizer, most);
      rates.phrases(utterances);
      rates.near(utterances);
      rates.others(speech);
    }
    SimilarityRates.print(utterances, speech);
  }

  private static void speed(PhraseRecognizer recognizer, List<Utterance> utterances) {
    List<float[]> samples = utterances.stream().limit(40).map(Utterance::samples).toList();
    samples.forEach(recognizer::recognize);
    long start = System.nanoTime();
    samples.forEach(recognizer::recognize);
    double seconds = samples.stream().mapToInt(s -> s.length).sum() / 16_000.0;
    System.out.printf(
        "%.0f times real time on one thread%n", seconds / ((System.nanoTime() - start) / 1e9));
  }
}
