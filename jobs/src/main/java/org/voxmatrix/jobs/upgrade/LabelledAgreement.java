package org.voxmatrix.jobs.upgrade;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.EvaluationPoint;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.upgrade.AgreementRow.Measure;
import org.voxmatrix.ledger.Run;

/** What both models are worth on voiceprints whose speakers are known, each by an evaluation. */
record LabelledAgreement(JobContext context, Run run, UpgradeFolder folder, String labels) {

  /**
   * Evaluates both on the same voiceprints.
   *
   * @param former where the former model is, as {@code models()} takes it
   */
  void add(Agreement agreement, Corpus corpus, String former, String next) {
    Dataset<Row> pairs = corpus.pairs().cache();
    try {
      EvaluateResult first = evaluate("former", pairs, former);
      EvaluateResult second = evaluate("next", pairs, next);
      long trials = first.evaluation().targets() + first.evaluation().nonTargets();
      agreement.add(Measure.EER, null, trials, first.evaluation().eer(), second.evaluation().eer());
      agreement.add(
          Measure.MIN_CLLR,
          null,
          trials,
          first.evaluation().minCllr(),
          second.evaluation().minCllr());
      Map<Double, Double> costs = costs(second);
      costs(first)
          .forEach(
              (prior, cost) ->
                  agreement.add(
                      Measure.MIN_DCF, String.valueOf(prior), trials, cost, costs.get(prior)));
    } finally {
      pairs.unpersist();
    }
  }

  private static Map<Double, Double> costs(EvaluateResult result) {
    Map<Double, Double> costs = new HashMap<>();
    result.points().stream()
        .filter(point -> point.kind() == EvaluationPoint.Kind.PRIOR_BEST)
        .forEach(point -> costs.put(point.parameter(), point.cost()));
    return new java.util.TreeMap<>(costs);
  }

  private EvaluateResult evaluate(String column, Dataset<Row> pairs, String model) {
    Path set = folder.file(column + ".parquet");
    pairs
        .selectExpr("id", "recording_id", column + " AS voiceprint", "attributes")
        .sort("id")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(set.toString());
    EvaluateSettings evaluation =
        EvaluateSettings.of(TrialChoice.ofSets(set.toString(), set.toString(), labels))
            .withModel(model)
            .withSkipBad(true);
    return new EvaluateJob(context.ofPart(run, null), evaluation).execute();
  }
}
