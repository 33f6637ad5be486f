package org.voxmatrix.trials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Trials of a speech pack, and the error rates of scores on them. */
public record TrialList(List<Trial> trials) {

  public static final String ALL = "all";

  public TrialList {
    trials = List.copyOf(trials);
  }

  /** Reads tab-separated {@code label, enroll, test, corpus} with a header; label 1 = target. */
  public static TrialList read(Path file) throws IOException {
    List<Trial> trials = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      trials.add(new Trial(fields[0].equals("1"), fields[1], fields[2], fields[3]));
    }
    return new TrialList(trials);
  }

  /** All recordings, sorted. */
  public SortedSet<String> recordings() {
    SortedSet<String> recordings = new TreeSet<>();
    for (Trial trial : trials) {
      recordings.add(trial.enroll());
      recordings.add(trial.test());
    }
    return recordings;
  }

  /** The equal error rates of {@code score}, by corpus; {@link #ALL} first. */
  public Map<String, Eer> eer(ToDoubleFunction<Trial> score) {
    Map<String, List<Trial>> parts = new LinkedHashMap<>();
    parts.put(ALL, trials);
    for (Trial trial : trials) {
      parts.computeIfAbsent(trial.corpus(), corpus -> new ArrayList<>()).add(trial);
    }
    Map<String, Eer> rates = new LinkedHashMap<>();
    parts.forEach((corpus, part) -> rates.put(corpus, eer(part, score)));
    return rates;
  }

  /** The share of non-target trials with a score of {@code threshold} or more. */
  public double falseAcceptance(ToDoubleFunction<Trial> score, double threshold) {
    return trials.stream()
        .filter(trial -> !trial.target())
        .mapToInt(trial -> score.applyAsDouble(trial) >= threshold ? 1 : 0)
        .average()
        .orElseThrow();
  }

  /** The share of target trials with a score below {@code threshold}. */
  public double miss(ToDoubleFunction<Trial> score, double threshold) {
    return trials.stream()
        .filter(Trial::target)
        .mapToInt(trial -> score.applyAsDouble(trial) < threshold ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static Eer eer(List<Trial> part, ToDoubleFunction<Trial> score) {
    double[] scores = part.stream().mapToDouble(score).toArray();
    boolean[] targets = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      targets[i] = part.get(i).target();
    }
    return Eer.of(scores, targets);
  }
}
