package org.voxmatrix.benchmarks.phrase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseRecognizer;

/** Right answers on the passphrases, and accepted ones on everything else. */
final class RecognizerRates {

  private static final double DECIBELS = 15;

  /** Enrollment takes no others. */
  private static final int SHORTEST = 16_000;

  private static final int LONGEST = 160_000;

  private final PhraseRecognizer recognizer;
  private final int most;

  /**
   * @param most recordings of each corpus of other speech
   */
  RecognizerRates(PhraseRecognizer recognizer, int most) {
    this.recognizer = recognizer;
    this.most = most;
  }

  void phrases(List<Utterance> utterances) {
    System.out.println(
        "| voice | recordings | clean | white 15 dB | pink 15 dB | taken for another |");
    System.out.println("|---|---|---|---|---|---|");
    List<Utterance> said = utterances.stream().filter(u -> u.kind().equals("phrase")).toList();
    said.stream().map(Utterance::voice).distinct().forEach(voice -> row(voice, said));
    row("all", said);
  }

  private void row(String voice, List<Utterance> said) {
    List<Utterance> chosen =
        said.stream().filter(u -> voice.equals("all") || u.voice().equals(voice)).toList();
    int[] wrong = {0};
    System.out.printf(
        "| %s | %d | %s | %s | %s | %d |%n",
        voice,
        chosen.size(),
        right(chosen, Utterance::samples, wrong),
        right(chosen, u -> u.noisy(false, DECIBELS), wrong),
        right(chosen, u -> u.noisy(true, DECIBELS), wrong),
        wrong[0]);
  }

  private String right(List<Utterance> said, Function<Utterance, float[]> samples, int[] wrong) {
    int right = 0;
    for (Utterance utterance : said) {
      Optional<String> heard = recognizer.recognize(samples.apply(utterance));
      boolean same =
          heard.isPresent() && heard.get().equals(PassPhrases.normalise(utterance.text()));
      right += same ? 1 : 0;
      wrong[0] += heard.isPresent() && !same ? 1 : 0;
    }
    return percent(right, said.size());
  }

  void near(List<Utterance> utterances) {
    System.out.println("| what was said instead | recordings | clean | white 15 dB | pink 15 dB |");
    System.out.println("|---|---|---|---|---|");
    for (String kind : List.of("near", "partial", "longer")) {
      List<Utterance> said = utterances.stream().filter(u -> u.kind().equals(kind)).toList();
      System.out.printf(
          "| %s | %d | %s | %s | %s |%n",
          kind,
          said.size(),
          accepted(said, Utterance::samples),
          accepted(said, u -> u.noisy(false, DECIBELS)),
          accepted(said, u -> u.noisy(true, DECIBELS)));
    }
  }

  private String accepted(List<Utterance> said, Function<Utterance, float[]> samples) {
    long accepted =
        said.stream().filter(u -> recognizer.recognize(samples.apply(u)).isPresent()).count();
    return percent(accepted, said.size());
  }

  void others(Path speech) throws IOException {
    System.out.println("| other speech | recordings | accepted |  |");
    System.out.println("|---|---|---|---|");
    accepted("sample-data/voices", files(Path.of("sample-data", "voices")));
    try (Stream<Path> corpora = Files.list(speech.resolve("audio"))) {
      for (Path corpus : corpora.sorted().toList()) {
        accepted(corpus.getFileName().toString(), files(corpus));
      }
    }
  }

  private void accepted(String name, List<Path> files) {
    int count = 0;
    int accepted = 0;
    for (Path file : files) {
      float[] samples = Utterance.samples(file);
      if (samples.length >= SHORTEST && samples.length <= LONGEST && count < most) {
        count++;
        Optional<String> heard = recognizer.recognize(samples);
        accepted += heard.isPresent() ? 1 : 0;
        heard.ifPresent(phrase -> System.err.println(file.getFileName() + " as " + phrase));
      }
    }
    System.out.printf("| %s | %d | %d | %s |%n", name, count, accepted, percent(accepted, count));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
      Collections.shuffle(files, new Random(1));
      return files;
    }
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "" : "%.1f %%".formatted(100.0 * part / whole);
  }
}
