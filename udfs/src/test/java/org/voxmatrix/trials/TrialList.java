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
import java.util.function.ToDoubleBiFunction;

/** Trials of a speech pack, and the equal error rates of scores on them. */
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

  /**
   * Equal error rates.
   *
   * @param score of an enroll and a test recording
   * @return in per cent, by corpus; {@link #ALL} first
   */
  public Map<String, Double> eerPercent(ToDoubleBiFunction<String, String> score) {
    Map<String, List<Trial>> parts = new LinkedHashMap<>();
    parts.put(ALL, trials);
    for (Trial trial : trials) {
      parts.computeIfAbsent(trial.corpus(), corpus -> new ArrayList<>()).add(trial);
    }
    Map<String, Double> rates = new LinkedHashMap<>();
    parts.forEach((corpus, part) -> rates.put(corpus, eerPercent(part, score)));
    return rates;
  }

  private static double eerPercent(List<Trial> part, ToDoubleBiFunction<String, String> score) {
    double[] scores = new double[part.size()];
    boolean[] targets = new boolean[part.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score.applyAsDouble(part.get(i).enroll(), part.get(i).test());
      targets[i] = part.get(i).target();
    }
    return 100 * Eer.of(scores, targets);
  }
}
