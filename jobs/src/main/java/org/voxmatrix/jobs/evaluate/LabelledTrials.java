package org.voxmatrix.jobs.evaluate;

import java.util.Arrays;
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
import org.voxmatrix.jobs.compare.CohortSource;
import org.voxmatrix.jobs.compare.PairScoring;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.evidence.WorstLook;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.jobs.evaluate.pairs.ConditionPass;
import org.voxmatrix.jobs.evaluate.pairs.MemberLabels;
import org.voxmatrix.jobs.evaluate.pairs.NonTargetTally;
import org.voxmatrix.jobs.evaluate.pairs.QualityPass;
import org.voxmatrix.jobs.evaluate.pairs.TargetTrials;
import org.voxmatrix.jobs.evaluate.pairs.TrialTiles;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.metrics.Boundaries;
import org.voxmatrix.metrics.LogisticRegression;
import org.voxmatrix.metrics.Resampling;
import org.voxmatrix.metrics.SpeakerTallies;
import org.voxmatrix.session.Progress;

/**
 * Every pair of two sets, by the speaker of each voiceprint. Target trials are scored first; then
 * all pairs, of which no score is kept: non-target trials are counted between the scores of target
 * trials, which gives every metric exactly.
 *
 * @param scoring of the pairs
 * @param a set A, labelled
 * @param b set B; the same object for a set against itself
 * @param skipBad whether what is invalid or unlabelled is left out
 * @param demand what is counted
 */
record LabelledTrials(
    PairScoring scoring, DescribedSet a, DescribedSet b, boolean skipBad, Demand demand)
    implements TrialSource {

  static final long MOST_TARGETS = 4_000_000;

  @Override
  public String identity() {
    String sets = a.source().identity() + "\n" + b.source().identity() + "\n" + a.labelIdentity();
    CohortSource cohort = scoring.cohort();
    String scored =
        cohort == null ? sets : sets + "\n" + cohort.identity() + "\n" + cohort.choice().topN();
    return scoring.calibration() == null ? scored : scored + "\n" + scoring.calibration().runId();
  }

  @Override
  public ScoredTrials score(JobContext context, Run run) {
    try (ComparedSets sets = scoring.model().read(context, a.source(), b.source())) {
      refuse(sets.faults());
      Numbers speakers = new Numbers();
      Numbers groups = new Numbers();
      int[][] ofA = labels(a, sets.a(), speakers, groups);
      int[][] ofB = a == b ? ofA : labels(b, sets.b(), speakers, groups);
      refuseTooMany(ofA[0], ofB[0], speakers.size());
      Conditions conditions = DescribedSet.conditions(demand.by(), a, b);
      Resampling resampling = resampling(ofA[0].length, ofB[0].length, speakers.size());
      return score(
          context,
          scoring.of(context, run, sets, sets.passPlan(WaveLimits.DEFAULT)),
          folded(ofA, resampling, conditions, a, sets.a()),
          folded(ofB, resampling, conditions, b, sets.b()),
          conditions,
          resampling);
    }
  }

  private ScoredTrials score(
      JobContext context,
      Comparison comparison,
      MemberLabels ofA,
      MemberLabels ofB,
      Conditions conditions,
      Resampling resampling) {
    SparkSession spark = context.spark();
    Progress progress = context.progress();
    ComparePlan plan = comparison.plan();
    TrialTiles tiles = TrialTiles.of(plan, ofA, ofB);
    int parts = demand.folds();
    int units = resampling.units();
    List<WorstError> worst = worst(context, comparison, ofA, ofB);
    progress.step("scoring target trials");
    TargetTrials.Found found =
        ScorePass.over(
            spark, comparison, () -> new TargetTrials(tiles), TargetTrials.Found::join, done -> {});
    float[][] targets = found.byFold(row -> tiles.rows().folds()[row], units, trial -> true);
    float[] all = TargetTrials.all(targets);
    JavaSparkContext cluster = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Boundaries> sent = cluster.broadcast(Boundaries.of(all, at()));
    Broadcast<SpeakerTallies> replicates =
        cluster.broadcast(SpeakerTallies.of(resampling, all, at()));
    progress.total(plan.cells(), "pairs");
    try {
      NonTargetTally.Counts counts =
          ScorePass.over(
              spark,
              comparison,
              () ->
                  parts == 1
                      ? NonTargetTally.ofUnits(tiles, sent, replicates)
                      : NonTargetTally.ofParts(tiles, sent, parts),
              NonTargetTally.Counts::add,
              progress::advance);
      progress.done();
      ScoredTrials scored =
          new FoldedTrials(targets, counts)
              .scored(scoring.writtenKind(), resampling.speakers(), plan.cells(), worst);
      if (demand.quality() != null) {
        return scored.withQuality(
            new QualityPass(
                    spark,
                    comparison,
                    tiles,
                    parts,
                    demand.quality().prior(),
                    LogisticRegression.fit(scored.centred(), demand.quality().prior()))
                .fit(
                    demand.quality().measures(),
                    pass -> progress.step("fitting scores and quality: pass " + pass)));
      }
      if (conditions.properties() == 0) {
        return scored;
      }
      progress.step("counting trials by condition");
      return scored.withConditions(
          new ConditionPass(
                  tiles,
                  conditions,
                  found,
                  demand.ofConditions(scored.counts()),
                  resampling.speakers())
              .over(spark, comparison, done -> {}));
    } finally {
      sent.destroy();
      replicates.destroy();
    }
  }

  private List<WorstError> worst(
      JobContext context, Comparison comparison, MemberLabels ofA, MemberLabels ofB) {
    if (demand.worst() == 0) {
      return List.of();
    }
    context.progress().step("looking for the worst errors");
    ComparedSets sets = comparison.sets();
    return WorstLook.over(
            context.spark(),
            comparison,
            new WorstLook.Labels(ofA.speakers(), ofA.groups()),
            new WorstLook.Labels(ofB.speakers(), ofB.groups()),
            demand.worst())
        .errors(sets.a().ids()::get, sets.b().ids()::get);
  }

  private double[] at() {
    return demand.thresholds().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Every task counts between the scores of all target trials. */
  private void refuseTooMany(int[] speakersOfA, int[] speakersOfB, int speakers) {
    long[] inA = new long[speakers];
    Arrays.stream(speakersOfA).forEach(speaker -> inA[speaker]++);
    long pairs = Arrays.stream(speakersOfB).mapToLong(speaker -> inA[speaker]).sum();
    long targets = a == b ? (pairs - speakersOfA.length) / 2 : pairs;
    if (targets > MOST_TARGETS) {
      throw new RequestException(
          Fault.SET_TOO_LARGE,
          List.of("labels"),
          "There are %,d target trials, over %,d: take fewer recordings of each speaker."
              .formatted(targets, MOST_TARGETS));
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

  /** Speakers and groups of the members, by number. */
  private static int[][] labels(
      DescribedSet set, MemberSet members, Numbers speakers, Numbers groups) {
    List<String> ids = members.ids();
    int[][] labels = new int[2][ids.size()];
    for (int i = 0; i < ids.size(); i++) {
      DescribedSet.Member label = set.byId().get(ids.get(i));
      labels[0][i] = speakers.of(label.speaker());
      labels[1][i] = groups.of(label.group());
    }
    return labels;
  }

  /** Its units are parts where these are asked for. */
  private Resampling resampling(long sizeOfA, long sizeOfB, int speakers) {
    long pairs = a == b ? sizeOfA * (sizeOfA - 1) / 2 : sizeOfA * sizeOfB;
    return demand.folds() == 1
        ? Resampling.of(pairs, speakers)
        : new Resampling(Resampling.Method.JACKKNIFE, speakers, demand.folds());
  }

  /** Speakers whose members lie together are of one fold. */
  private static MemberLabels folded(
      int[][] labels,
      Resampling resampling,
      Conditions conditions,
      DescribedSet set,
      MemberSet members) {
    int[] parts = new int[labels[0].length];
    Arrays.setAll(parts, i -> resampling.unit(labels[0][i]));
    return new MemberLabels(labels[0], labels[1], parts, set.numbers(conditions, members.ids()));
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
