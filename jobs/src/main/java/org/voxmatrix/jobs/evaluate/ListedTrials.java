package org.voxmatrix.jobs.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetFaultTable;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.engine.VoiceprintDecoder;
import org.voxmatrix.jobs.evaluate.evidence.WorstTrials;
import org.voxmatrix.jobs.evaluate.input.TrialList;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.score.Backend;
import scala.Tuple2;

/**
 * The trials of a list, each scored in float64. A side of a trial is a voiceprint by its id, or the
 * only one of a recording.
 *
 * @param b the same object as {@code a} for one set
 * @param skipBad whether trials with an invalid voiceprint, or without a speaker where there are
 *     labels, are missing instead of refused
 */
record ListedTrials(
    SetModel model, DescribedSet a, DescribedSet b, TrialList list, boolean skipBad, Demand demand)
    implements TrialSource {

  /**
   * A trial whose sides are there.
   *
   * @param a id of a voiceprint of set A
   * @param b id of a voiceprint of set B
   */
  private record Found(boolean target, String a, String b) {}

  @Override
  public String identity() {
    return a.identity() + "\n" + b.identity() + "\n" + list.sha256();
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    context.progress().step("finding the voiceprints of the trials");
    Map<String, String> ofA = names(a);
    Map<String, String> ofB = a == b ? ofA : names(b);
    List<Found> found = new ArrayList<>();
    Map<String, Set<String>> unknown = Map.of("a", new HashSet<>(), "b", new HashSet<>());
    long unlabelled = 0;
    for (int i = 0; i < list.trials().size(); i++) {
      TrialList.Trial trial = list.trials().get(i);
      String idA = id(ofA, trial.a(), "a", unknown);
      String idB = id(ofB, trial.b(), "b", unknown);
      if (idA == null || idB == null) {
        continue;
      }
      if (a.labelIdentity() != null) {
        if (a.speaker(idA) == null || b.speaker(idB) == null) {
          unlabelled++;
          continue;
        }
        list.check(i, a.speaker(idA), b.speaker(idB));
      }
      found.add(new Found(trial.target(), idA, idB));
    }
    if (unlabelled > 0 && !skipBad) {
      throw TrialList.unlabelled(unlabelled);
    }
    List<ErrorDetail> faults = new ArrayList<>();
    // A list may well name people who were erased since it was made.
    Suppressions suppressed = Suppressions.load(context.warehouse());
    unknown.forEach(
        (side, names) ->
            names.stream()
                .filter(name -> !suppressed.containsListed(name))
                .forEach(name -> faults.add(fault(side, name))));
    if (!faults.isEmpty()) {
      new SetFaultTable(context.warehouse()).write(run.id(), EvaluateJob.WAVE, faults);
    }
    context.progress().step("scoring trials");
    return scored(found, scores(context, found));
  }

  private ScoredTrials scored(List<Found> found, double[] scores) {
    Conditions conditions = DescribedSet.conditions(demand.by(), a, b);
    KnownTrials known = new KnownTrials(conditions);
    WorstTrials worst = new WorstTrials(demand.worst());
    long bad = 0;
    for (int i = 0; i < scores.length; i++) {
      Found trial = found.get(i);
      if (Double.isNaN(scores[i])) {
        bad++;
        continue;
      }
      int[] numbers = new int[conditions.properties()];
      for (int by = 0; by < numbers.length; by++) {
        numbers[by] =
            conditions.number(
                by, a.value(conditions, by, trial.a()), b.value(conditions, by, trial.b()));
      }
      known.add(trial.target(), scores[i], a.speaker(trial.a()), b.speaker(trial.b()), numbers);
      worst.offer(trial.target(), scores[i], trial.a(), trial.b());
    }
    if (bad > 0 && !skipBad) {
      throw new RequestException(
          Fault.VOICEPRINT_BAD_VALUE,
          List.of("trials"),
          "%,d trials have a voiceprint that is invalid: extract it again, or leave such trials out by --skip-bad."
              .formatted(bad));
    }
    long missing = list.trials().size() - found.size() + bad;
    return known.scored(demand, model.backend().scoreKind(), missing, worst.errors());
  }

  /** Of each trial; not a number where a voiceprint is invalid. */
  private double[] scores(JobContext context, List<Found> trials) {
    List<Row> places = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      places.add(RowFactory.create(i, trials.get(i).a(), trials.get(i).b()));
    }
    Dataset<Row> pairs =
        context
            .spark()
            .createDataFrame(
                places,
                new StructType()
                    .add("place", DataTypes.IntegerType)
                    .add("id_a", DataTypes.StringType)
                    .add("id_b", DataTypes.StringType));
    Dataset<Row> voiceprintsA =
        a.source().rows().all().select(col("id").as("id_a"), col("voiceprint").as("a"));
    Dataset<Row> voiceprintsB =
        b.source().rows().all().select(col("id").as("id_b"), col("voiceprint").as("b"));
    Backend backend = model.backend();
    VoiceprintDecoder decoder = VoiceprintDecoder.of(model.bundle(), model.rawModel(), backend);
    double[] scores = new double[trials.size()];
    Arrays.fill(scores, Double.NaN);
    pairs
        .join(voiceprintsA, "id_a")
        .join(voiceprintsB, "id_b")
        .select("place", "a", "b")
        .javaRDD()
        .mapToPair(
            row ->
                new Tuple2<>(
                    row.getInt(0), score(row.getString(1), row.getString(2), decoder, backend)))
        .collect()
        .forEach(scored -> scores[scored._1()] = scored._2());
    return scores;
  }

  private static double score(
      String one, String other, VoiceprintDecoder decoder, Backend backend) {
    try {
      return backend.score(decoder.decode(one), decoder.decode(other));
    } catch (RejectedException e) {
      return Double.NaN;
    }
  }

  /** What a list may call each voiceprint; an empty text for a recording with several. */
  private static Map<String, String> names(DescribedSet set) {
    Map<String, String> names = new HashMap<>();
    set.byId()
        .forEach(
            (id, member) -> {
              if (member.recording() != null) {
                names.merge(member.recording(), id, (one, other) -> "");
              }
            });
    set.byId().keySet().forEach(id -> names.put(id, id));
    return names;
  }

  private static String id(
      Map<String, String> names, String name, String side, Map<String, Set<String>> unknown) {
    String id = names.get(name);
    if (id == null) {
      unknown.get(side).add(name);
    } else if (id.isEmpty()) {
      throw new RequestException(
          Fault.TRIALS_SEVERAL_CHANNELS,
          List.of("trials"),
          "A trial names a recording of set %s that has several voiceprints: name the channel, as id#0."
              .formatted(side.toUpperCase(Locale.ROOT)));
    }
    return id;
  }

  private static ErrorDetail fault(String side, String name) {
    return ErrorDetail.of(
        Fault.TRIALS_UNKNOWN_ID,
        List.of("voiceprints_" + side),
        "Set "
            + side.toUpperCase(Locale.ROOT)
            + " has no voiceprint of this id; its trials are missing.",
        Map.of("id", name));
  }
}
