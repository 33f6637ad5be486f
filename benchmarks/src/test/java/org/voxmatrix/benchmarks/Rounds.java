package org.voxmatrix.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One recording's costs, round by round, in milliseconds of one core per second of audio. What
 * cannot run alone is a difference; all are medians of the rounds' own.
 */
final class Rounds {

  private final List<Map<Stage, Double>> rounds = new ArrayList<>();

  /** Runs each stage once, one right after the other: a slow moment then meets all of them. */
  static Map<Stage, Double> round(Stages stages) {
    Map<Stage, Double> times = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      times.put(stage, stages.run(stage));
    }
    return times;
  }

  void add(Map<Stage, Double> round) {
    rounds.add(round);
  }

  double of(Stage stage) {
    return median(round -> round.get(stage));
  }

  double decode() {
    return median(round -> round.get(Stage.READ_DECODE) - round.get(Stage.READ));
  }

  double resample() {
    return median(round -> round.get(Stage.READ_DECODE_RESAMPLE) - round.get(Stage.READ_DECODE));
  }

  /** All that is not a network. */
  double aroundNetworks() {
    return median(Rounds::aroundNetworks);
  }

  /** Speech rules, signal-to-noise ratio, means and copies. */
  double between() {
    return median(
        round ->
            aroundNetworks(round)
                - round.get(Stage.READ_DECODE_RESAMPLE)
                - round.get(Stage.FRONT_END));
  }

  /** Speed of the pipeline as a share of ONNX Runtime's alone. */
  double ratio() {
    return median(round -> round.get(Stage.RUNTIME_ALONE) / round.get(Stage.PIPELINE));
  }

  private static double aroundNetworks(Map<Stage, Double> round) {
    return round.get(Stage.PIPELINE) - round.get(Stage.DETECTOR) - round.get(Stage.MODEL);
  }

  private double median(ToDoubleFunction<Map<Stage, Double>> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
