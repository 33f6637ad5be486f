package org.voxmatrix.benchmarks.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.session.Sessions;

/**
 * What an evaluation of all pairs of two sets, and AS-norm, cost beside the comparison of the same
 * sets by a threshold: {@code FOLDER MEMBERS COHORT random|default|campplus [ROUNDS]}. Whole jobs,
 * one right after the other in each round; the ratios are medians of the rounds' own.
 */
final class EvaluationBenchmark {

  private static final int DIMENSION = 192;
  private static final double VOICES_THRESHOLD = 0.75;
  private static final double VOICES_NORMALIZED_THRESHOLD = 7.7; // As many hits.

  private EvaluationBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int members = Integer.parseInt(args[1]);
    int cohort = Integer.parseInt(args[2]);
    boolean random = args[3].equals("random");
    int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 3;
    Voices voices = random ? null : Voices.of(args[3]);
    SetVectors vectors = random ? RandomSets.directions(DIMENSION) : voices;
    // A ten thousandth of pairs are hits of voices; no random directions are so near.
    Outputs hits = hits(random ? OneComparison.THRESHOLD : VOICES_THRESHOLD);
    Outputs normalizedHits = hits(random ? 6 : VOICES_NORMALIZED_THRESHOLD);
    try (Sessions sessions = OneComparison.open(folder)) {
      SparkSession spark = sessions.spark();
      String a = RandomSets.parquet(spark, folder, "a", members, vectors);
      String b = RandomSets.parquet(spark, folder, "b", members, vectors);
      String others =
          RandomSets.parquet(spark, folder, "c", cohort, random ? vectors : voices.others());
      Path labels = labels(folder, members);
      CompareSettings compare = settings(a, b).withOutputs(hits);
      CompareSettings self = settings(a, a).withOutputs(hits);
      EvaluateSettings evaluate =
          EvaluateSettings.of(TrialChoice.ofSets(a, b, labels.toString()))
              .withRawModel(RandomSets.MODEL);
      List<double[]> times = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        // Statistics with a cohort are kept: each round has a cohort of its own use, and once
        // again.
        CohortChoice first = new CohortChoice(others, CohortChoice.TOP_N + 2 * round);
        CohortChoice second = new CohortChoice(others, CohortChoice.TOP_N + 2 * round + 1);
        double[] one = {
          seconds(() -> compareWithoutBounds(sessions, compare)),
          seconds(() -> compare(sessions, compare)),
          seconds(() -> new EvaluateJob(context(sessions), evaluate).execute()),
          seconds(() -> compare(sessions, compare.withCohort(first).withOutputs(normalizedHits))),
          seconds(() -> compare(sessions, compare.withCohort(first).withOutputs(normalizedHits))),
          seconds(() -> compareWithoutBounds(sessions, self)),
          seconds(() -> compare(sessions, self)),
          seconds(() -> compare(sessions, self.withCohort(second).withOutputs(normalizedHits)))
        };
        if (round > 0) { // The first one warms up.
          times.add(one);
        }
      }
      System.out.printf(
          "%,d x %,d pairs, %s, cohort of %,d; medians of %d rounds%n%n",
          members,
          members,
          random ? "random directions" : "voices as of " + args[3],
          cohort,
          rounds);
      System.out.println("| job | s | of the comparison without bounds |\n|---|---|---|");
      row("compare two sets by threshold, without bounds", times, 0, 0);
      row("compare two sets by threshold", times, 1, 0);
      row("evaluate two sets", times, 2, 0);
      row("compare two sets with AS-norm", times, 3, 0);
      row("the same again, the statistics being there", times, 4, 0);
      row("compare a set with itself, without bounds", times, 5, 5);
      row("compare a set with itself", times, 6, 5);
      row("compare a set with itself, with AS-norm", times, 7, 5);
    }
  }

  private static Outputs hits(double threshold) {
    return new Outputs(false, threshold, 0, Outputs.Of.ROWS);
  }

  private static CompareSettings settings(String a, String b) {
    return CompareSettings.of(a, b).withRawModel(RandomSets.MODEL);
  }

  private static Path labels(Path folder, int members) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String set : List.of("a", "b")) {
      for (int i = 0; i < members; i++) {
        lines.append("%s-%09d\ts%d%n".formatted(set, i, i / Voices.EACH));
      }
    }
    return Files.writeString(folder.resolve("speakers-" + members + ".tsv"), lines);
  }

  private static JobContext context(Sessions sessions) {
    return JobContext.of(sessions.spark(), sessions.warehouse());
  }

  private static void compare(Sessions sessions, CompareSettings settings) {
    new CompareJob(context(sessions), settings).execute();
  }

  private static void compareWithoutBounds(Sessions sessions, CompareSettings settings) {
    System.setProperty("voxmatrix.bounds.from", String.valueOf(Long.MAX_VALUE));
    compare(sessions, settings);
    System.clearProperty("voxmatrix.bounds.from");
  }

  private static double seconds(Runnable job) {
    long start = System.nanoTime();
    job.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static void row(String name, List<double[]> times, int job, int base) {
    System.out.printf(
        "| %s | %.1f | %.2f |%n",
        name,
        median(times.stream().map(one -> one[job]).toList()),
        median(times.stream().map(one -> one[job] / one[base]).toList()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
