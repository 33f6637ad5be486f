package org.voxmatrix.benchmarks.phrase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.voxmatrix.phrase.PhraseSimilarity;
import org.voxmatrix.trials.Eer;

/** Error rates of the similarity of two recordings. */
final class SimilarityRates {

  /** Pairs drawn where there are too many to try all. */
  private static final int PAIRS = 20_000;

  private record Spoken(String voice, String words, byte[] features) {}

  private SimilarityRates() {}

  static void print(List<Utterance> utterances, Path speech) throws IOException {
    System.out.println(
        "| pairs | same | different | EER | at EER | same refused | different accepted |");
    System.out.println("|---|---|---|---|---|---|---|");
    List<Utterance> phrases = utterances.stream().filter(u -> u.kind().equals("phrase")).toList();
    sameVoice("phrases, clean", phrases, Utterance::samples);
    sameVoice("phrases, white 15 dB", phrases, u -> u.noisy(false, 15));
    sameVoice("phrases, pink 15 dB", phrases, u -> u.noisy(true, 15));
    sameVoice(
        "against near and partial ones, clean",
        utterances.stream().filter(u -> !u.kind().equals("longer")).toList(),
        Utterance::samples);
    for (String corpus : List.of("picovoice-wakeword", "mycroft-precise")) {
      words(corpus, speech.resolve("audio").resolve(corpus));
    }
  }

  private static void sameVoice(
      String name, List<Utterance> utterances, Function<Utterance, float[]> samples) {
    Map<String, List<Spoken>> voices = new TreeMap<>();
    for (Utterance one : utterances) {
      voices
          .computeIfAbsent(one.voice(), voice -> new ArrayList<>())
          .add(new Spoken(one.voice(), one.text(), PhraseSimilarity.features(samples.apply(one))));
    }
    List<double[]> scores = new ArrayList<>();
    for (List<Spoken> voice : voices.values()) {
      for (int i = 0; i < voice.size(); i++) {
        for (int j = 0; j < i; j++) {
          scores.add(score(voice.get(i), voice.get(j)));
        }
      }
    }
    row(name + ", one voice", scores);
  }

  /** Files named WORD_ID; who speaks is not known. */
  private static void words(String name, Path folder) throws IOException {
    List<Spoken> spoken = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        String word = file.getFileName().toString().split("_")[0];
        if (!word.equals("not-wake-words")) {
          spoken.add(new Spoken("", word, PhraseSimilarity.features(Utterance.samples(file))));
        }
      }
    }
    Random random = new Random(1);
    List<double[]> scores = new ArrayList<>();
    int[] counts = {0, 0};
    while (counts[0] < PAIRS || counts[1] < PAIRS) {
      Spoken a = spoken.get(random.nextInt(spoken.size()));
      Spoken b = spoken.get(random.nextInt(spoken.size()));
      int same = a.words().equals(b.words()) ? 1 : 0;
      if (a != b && counts[same] < PAIRS) {
        counts[same]++;
        scores.add(score(a, b));
      }
    }
    row(name + ", any speakers", scores);
  }

  private static double[] score(Spoken a, Spoken b) {
    double similarity = PhraseSimilarity.similarity(a.features(), b.features());
    return new double[] {similarity, a.words().equals(b.words()) ? 1 : 0};
  }

  private static void row(String name, List<double[]> pairs) {
    double[] scores = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
    boolean[] same = new boolean[scores.length];
    int[] counts = {0, 0};
    int[] wrong = {0, 0};
    for (int i = 0; i < scores.length; i++) {
      same[i] = pairs.get(i)[1] == 1;
      int kind = same[i] ? 1 : 0;
      counts[kind]++;
      wrong[kind] += same[i] == scores[i] >= PhraseSimilarity.DEFAULT_THRESHOLD ? 0 : 1;
    }
    Eer eer = Eer.of(scores, same);
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
