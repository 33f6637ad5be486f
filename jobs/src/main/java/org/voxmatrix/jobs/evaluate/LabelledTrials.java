package org.voxmatrix.jobs.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.ScoreTally;
import org.voxmatrix.session.Progress;

/**
 * Every pair of two sets, by the speaker of each voiceprint. Target trials are scored first; then
 * all pairs, of which no score is kept: non-target trials are counted between the scores of target
 * trials, which gives every metric exactly.
 *
 * @param model of the voiceprints
 * @param a set A, labelled
 * @param b set B; the same object for a set against itself
 * @param skipBad whether what is invalid or unlabelled is left out
 * @param thresholds whose rates are to be known
 */
record LabelledTrials(
    SetModel model, LabelledSet a, LabelledSet b, boolean skipBad, List<Double> thresholds)
    implements TrialSource {

  @Override
  public String identity() {
    return a.source().identity() + "\n" + b.source().identity() + "\n" + a.labelIdentity();
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    try (ComparedSets sets = model.read(context, a.source(), b.source())) {
      refuse(sets.faults());
      Numbers speakers = new Numbers();
      Numbers groups = new Numbers();
      MemberLabels ofA = labels(a, sets.a(), "a", speakers, groups);
      MemberLabels ofB = a == b ? ofA : labels(b, sets.b(), "b", speakers, groups);
      return score(context, sets, ofA, ofB, speakers.size());
    }
  }

  private ScoredTrials score(
      JobContext context, ComparedSets sets, MemberLabels ofA, MemberLabels ofB, int speakers) {
    SparkSession spark = context.spark();
    Progress progress = context.progress();
    ComparePlan plan = sets.passPlan(WaveLimits.DEFAULT);
    Comparison comparison = new Comparison(sets, model.backend(), plan);
    TrialTiles tiles = TrialTiles.of(plan, ofA, ofB);
    progress.step("scoring target trials");
    float[] targets =
        ScorePass.over(
            spark, comparison, () -> new TargetScores(tiles), TargetScores::join, done -> {});
    double[] at = thresholds.stream().mapToDouble(Double::doubleValue).toArray();
    Broadcast<Boundaries> boundaries =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(Boundaries.of(targets, at));
    progress.total(plan.cells(), "pairs");
    try {
      ScoreTally tally =
          ScorePass.over(
              spark,
              comparison,
              () -> new NonTargetTally(tiles, boundaries),
              ScoreTally::add,
              progress::advance);
      progress.done();
      long leftOut = plan.cells() - targets.length - tally.count();
      return ScoredTrials.ofTally(tally, targets, model.backend().scoreKind(), speakers, leftOut);
    } finally {
      boundaries.destroy();
    }
  }

  private void refuse(List<ErrorDetail> faults) {
    if (faults.isEmpty() || (skipBad && faults.stream().noneMatch(LabelledTrials::isEmptySet))) {
      return;
    }
    ErrorDetail first = faults.get(0);
    throw new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR,
        List.of(
            new ErrorDetail(
                first.location(),
                "%s Of %,d faults of the sets, this is the first; --skip-bad leaves such voiceprints out."
                    .formatted(first.message(), faults.size()),
                first.type(),
                first.context())));
  }

  private static boolean isEmptySet(ErrorDetail fault) {
    return fault.type().equals(Fault.SET_EMPTY.type());
  }

  private static MemberLabels labels(
      LabelledSet set, MemberSet members, String side, Numbers speakers, Numbers groups) {
    Map<String, LabelledSet.Label> labels = set.byId();
    List<String> ids = members.ids();
    int[] speakerOf = new int[ids.size()];
    int[] groupOf = new int[ids.size()];
    for (int i = 0; i < ids.size(); i++) {
      LabelledSet.Label label = labels.get(ids.get(i));
      speakerOf[i] = speakers.of(label.speaker());
      groupOf[i] = groups.of(label.group());
    }
    return new MemberLabels(speakerOf, groupOf);
  }

  /** Numbers of texts, in the order in which they come. */
  private static final class Numbers {

    private final Map<String, Integer> numbers = new HashMap<>();

    int of(String text) {
      return numbers.computeIfAbsent(text, anew -> numbers.size());
    }

    int size() {
      return numbers.size();
    }
  }
}
