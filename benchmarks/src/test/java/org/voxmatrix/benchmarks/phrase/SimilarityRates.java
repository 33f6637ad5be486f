package org.voxmatrix.benchmarks.phrase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxmatrix.phrase.PhraseSimilarity;
import org.voxmatrix.trials.Eer;

/** Error rates of the similarity of two recordings. */
final class SimilarityRates {

  /** Pairs drawn where there are too many to try all. */
  private static final int PAIRS = 20_000;

  /**
   * @param stem voice and number of the phrase that it is made of
   */
  private record Spoken(String voice, String stem, String words, byte[] features) {}

  private record Pair(double similarity, boolean same) {

    static Pair of(Spoken a, Spoken b) {
      double similarity = PhraseSimilarity.similarity(a.features(), b.features());
      return new Pair(similarity, a.words().equals(b.words()));
    }
  }

  private SimilarityRates() {}

  static void print(List<Utterance> utterances, Path speech) throws IOException {
    System.out.println(
        "| pairs | same | different | EER | at | same refused | different accepted |");
    System.out.println("|---|---|---|---|---|---|---|");
    List<Spoken> phrases = spoken(utterances, "phrase", Utterance::samples);
    row("phrases", withinVoices(phrases, phrases));
    for (boolean pink : new boolean[] {false, true}) {
      List<Spoken> noisy = spoken(utterances, "phrase", u -> u.noisy(pink, 15));
      row("phrases, " + (pink ? "pink" : "white") + " noise 15 dB", withinVoices(noisy, noisy));
    }
    List<Spoken> again = spoken(utterances, "again", Utterance::samples);
    row("phrases, one speaker by two synthesisers", withinVoices(phrases, again));
    for (String kind : List.of("near", "partial")) {
      List<Pair> pairs = new ArrayList<>(withinVoices(phrases, phrases));
      pairs.removeIf(pair -> !pair.same());
      pairs.addAll(variants(phrases, spoken(utterances, kind, Utterance::samples)));
      row("phrases against their " + kind + " ones", pairs);
    }
    for (String corpus : List.of("picovoice-wakeword", "mycroft-precise")) {
      row(corpus + ", any two speakers", words(speech.resolve("audio").resolve(corpus)));
    }
  }

  private static List<Spoken> spoken(
      List<Utterance> utterances, String kind, Function<Utterance, float[]> samples) {
    List<Spoken> spoken = new ArrayList<>();
    for (Utterance one : utterances) {
      if (one.kind().equals(kind)) {
        String stem = one.path().getFileName().toString().substring(0, one.voice().length() + 3);
        byte[] features = PhraseSimilarity.features(samples.apply(one));
        spoken.add(new Spoken(one.voice(), stem, one.text(), features));
      }
    }
    return spoken;
  }

  private static List<Pair> withinVoices(List<Spoken> some, List<Spoken> others) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      for (int j = 0; j < (some == others ? i : others.size()); j++) {
        if (some.get(i).voice().equals(others.get(j).voice())) {
          pairs.add(Pair.of(some.get(i), others.get(j)));
        }
      }
    }
    return pairs;
  }

  private static List<Pair> variants(List<Spoken> phrases, List<Spoken> variants) {
    return phrases.stream()
        .flatMap(
            phrase ->
                variants.stream()
                    .filter(variant -> variant.stem().equals(phrase.stem()))
                    .map(variant -> Pair.of(phrase, variant)))
        .toList();
  }

  /** Files named WORD_ID; who speaks is not known. */
  private static List<Pair> words(Path folder) throws IOException {
    List<Spoken> spoken = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String word = file.getFileName().toString().split("_")[0];
        if (!word.equals("not-wake-words")) {
          byte[] features = PhraseSimilarity.features(Utterance.samples(file));
          spoken.add(new Spoken("", "", word, features));
        }
      }
    }
    Random random = new Random(1);
    List<Pair> pairs = new ArrayList<>();
    int[] counts = {0, 0};
    while (counts[0] < PAIRS || counts[1] < PAIRS) {
      Spoken a = spoken.get(random.nextInt(spoken.size()));
      Spoken b = spoken.get(random.nextInt(spoken.size()));
      int same = a.words().equals(b.words()) ? 1 : 0;
      if (a != b && counts[same] < PAIRS) {
        counts[same]++;
        pairs.add(Pair.of(a, b));
      }
    }
    return pairs;
  }

  private static void row(String name, List<Pair> pairs) {
    double[] similarities = pairs.stream().mapToDouble(Pair::similarity).toArray();
    boolean[] same = new boolean[similarities.length];
    int[] counts = {0, 0};
    int[] wrong = {0, 0};
    for (int i = 0; i < same.length; i++) {
      same[i] = pairs.get(i).same();
      int kind = same[i] ? 1 : 0;
      counts[kind]++;
      wrong[kind] += same[i] == similarities[i] >= PhraseSimilarity.DEFAULT_THRESHOLD ? 0 : 1;
    }
    Eer eer = Eer.of(similarities, same);
    System.out.printf(
        "| %s | %d | %d | %.1f %% | %.2f | %.1f %% | %.1f %% |%n",
        name,
        counts[1],
        counts[0],
        100 * eer.rate(),
        eer.threshold(),
        100.0 * wrong[1] / counts[1],
        100.0 * wrong[0] / counts[0]);
  }
}
