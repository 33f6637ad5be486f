package org.voxmatrix.jobs.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
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
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.engine.VoiceprintDecoder;
import org.voxmatrix.jobs.evaluate.evidence.ScoredPair;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.score.Backend;

/**
 * The trials of a list, each scored in float64. A side of a trial is a voiceprint by its id, or the
 * only one of a recording.
 *
 * @param b the same object as {@code a} for one set
 * @param skipBad whether trials with an invalid voiceprint are missing instead of refused
 * @param most of the worst errors that are kept
 */
record ListedTrials(
    SetModel model, SetSource a, SetSource b, TrialList list, boolean skipBad, int most)
    implements TrialSource {

  @Override
  public String identity() {
    return a.identity() + "\n" + b.identity() + "\n" + list.sha256();
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    context.progress().step("finding the voiceprints of the trials");
    Map<String, String> ofA = names(a);
    Map<String, String> ofB = a == b ? ofA : names(b);
    List<Row> found = new ArrayList<>();
    Map<String, Set<String>> unknown = Map.of("a", new HashSet<>(), "b", new HashSet<>());
    for (TrialList.Trial trial : list.trials()) {
      String idA = id(ofA, trial.a(), "a", unknown);
      String idB = id(ofB, trial.b(), "b", unknown);
      if (idA != null && idB != null) {
        found.add(RowFactory.create(idA, idB, trial.target()));
      }
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
    return score(context, found, list.trials().size() - found.size());
  }

  private ScoredTrials score(JobContext context, List<Row> trials, long unknown) {
    context.progress().step("scoring trials");
    Dataset<Row> pairs =
        context
            .spark()
            .createDataFrame(
                trials,
                new StructType()
                    .add("id_a", DataTypes.StringType)
                    .add("id_b", DataTypes.StringType)
                    .add("target", DataTypes.BooleanType));
    Dataset<Row> voiceprintsA =
        a.rows().all().select(col("id").as("id_a"), col("voiceprint").as("a"));
    Dataset<Row> voiceprintsB =
        b.rows().all().select(col("id").as("id_b"), col("voiceprint").as("b"));
    Backend backend = model.backend();
    VoiceprintDecoder decoder = VoiceprintDecoder.of(model.bundle(), model.rawModel(), backend);
    List<Row> scored =
        pairs
            .join(voiceprintsA, "id_a")
            .join(voiceprintsB, "id_b")
            .select("target", "a", "b", "id_a", "id_b")
            .javaRDD()
            .map(row -> scored(row, decoder, backend))
            .collect();
    long bad = scored.stream().filter(row -> row.isNullAt(1)).count();
    if (bad > 0 && !skipBad) {
      throw new RequestException(
          Fault.VOICEPRINT_BAD_VALUE,
          List.of("trials"),
          "%,d trials have a voiceprint that is invalid: extract it again, or leave such trials out by --skip-bad."
              .formatted(bad));
    }
    return ScoredTrials.of(
        TrialCounts.of(scores(scored, true), scores(scored, false)),
        backend.scoreKind(),
        unknown + bad,
        worst(scored));
  }

  private static Row scored(Row row, VoiceprintDecoder decoder, Backend backend) {
    Double score;
    try {
      score = backend.score(decoder.decode(row.getString(1)), decoder.decode(row.getString(2)));
    } catch (RejectedException e) {
      score = null;
    }
    return RowFactory.create(row.getBoolean(0), score, row.getString(3), row.getString(4));
  }

  private List<WorstError> worst(List<Row> scored) {
    return ScoredPair.worst(
        scored.stream()
            .filter(row -> most > 0 && !row.isNullAt(1))
            .map(
                row ->
                    new ScoredPair(
                        row.getBoolean(0), row.getDouble(1), row.getString(2), row.getString(3)))
            .toList(),
        most);
  }

  private static double[] scores(List<Row> scored, boolean target) {
    return scored.stream()
        .filter(row -> !row.isNullAt(1) && row.getBoolean(0) == target)
        .mapToDouble(row -> row.getDouble(1))
        .toArray();
  }

  /** What a list may call each voiceprint; an empty text for a recording with several. */
  private static Map<String, String> names(SetSource set) {
    Map<String, String> names = new HashMap<>();
    List<Row> rows = set.rows().all().select("id", "recording_id").collectAsList();
    for (Row row : rows) {
      if (!row.isNullAt(1) && !row.isNullAt(0)) {
        names.merge(row.getString(1), row.getString(0), (one, other) -> "");
      }
    }
    for (Row row : rows) {
      if (!row.isNullAt(0)) {
        names.put(row.getString(0), row.getString(0));
      }
    }
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
