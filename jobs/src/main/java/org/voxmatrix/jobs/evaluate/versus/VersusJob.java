package org.voxmatrix.jobs.evaluate.versus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.evaluate.Demand;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.ScoredTrials;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.metrics.DeLong;
import org.voxmatrix.metrics.Interval;
import org.voxmatrix.metrics.Replicates.Sample;
import org.voxmatrix.metrics.RocArea;

/**
 * Says by how much one system's scores are worth more than another's, on the trials that both have.
 * One that was interrupted starts over.
 */
public record VersusJob(JobContext context, VersusSettings settings) {

  static final int WAVE = 0;

  /**
   * What was found.
   *
   * @param runId of the evaluation
   */
  public record Result(String runId, List<MetricDifference> differences) {}

  /**
   * Runs the job.
   *
   * @throws RequestException if scores, labels or trials are not there, invalid, or contradict each
   *     other, or both systems share no trials of a class
   */
  public Result execute() {
    return JobRun.amongErasures(context, own -> new VersusJob(own, settings).attempt());
  }

  private Result attempt() {
    JobRun job = new JobRun(context);
    context.warehouse().createTables();
    SharedTrials trials = SharedTrials.read(context, settings);
    return job.execute(
        settings.plan(Sha256.hex(trials.identity())),
        run ->
            EvaluateJob.asOneTask(
                context, run, "evaluation of two systems", () -> work(run, trials)),
        run -> new Result(run.id(), new DifferenceTable(context.warehouse()).of(run.id())));
  }

  private void work(Run run, SharedTrials trials) {
    List<MetricDifference> rows = differences(trials);
    run.checkLease();
    new DifferenceTable(context.warehouse()).write(run.id(), rows);
  }

  private List<MetricDifference> differences(SharedTrials trials) {
    Demand demand = new Demand(List.of(), List.of(), List.of(), 0, 1, null);
    ScoredTrials first = trials.first().scored(demand, null, 0, List.of());
    ScoredTrials second = trials.second().scored(demand, null, 0, List.of());
    Rows rows = new Rows(trials, first, second, Instant.now(), new ArrayList<>());
    DeLong areas =
        DeLong.of(
            trials.first().scores(true),
            trials.first().scores(false),
            trials.second().scores(true),
            trials.second().scores(false));
    rows.add(areas);
    if (first.replicates() != null) {
      rows.add(MetricDifference.Kind.AUC, null, sample -> RocArea.of(sample.counts()));
    }
    rows.add(MetricDifference.Kind.EER, null, Metric.of(Metric.Kind.EER)::of);
    rows.add(MetricDifference.Kind.MIN_CLLR, null, Metric.of(Metric.Kind.MIN_CLLR)::of);
    for (double prior : settings.priors()) {
      rows.add(MetricDifference.Kind.MIN_DCF, prior, new Metric(Metric.Kind.MIN_DCF, prior)::of);
    }
    return rows.found();
  }

  /** Gathers rows. */
  private record Rows(
      SharedTrials trials,
      ScoredTrials first,
      ScoredTrials second,
      Instant now,
      List<MetricDifference> found) {

    void add(DeLong areas) {
      double probability = areas.probability();
      add(
          MetricDifference.Kind.AUC,
          null,
          areas.first(),
          areas.second(),
          areas.interval(),
          Double.isNaN(probability) ? null : Double.valueOf(probability),
          MetricDifference.Method.DELONG);
    }

    void add(MetricDifference.Kind kind, Double parameter, ToDoubleFunction<Sample> metric) {
      double one = metric.applyAsDouble(new Sample(first.counts(), first.cost()));
      double other = metric.applyAsDouble(new Sample(second.counts(), second.cost()));
      add(
          kind,
          parameter,
          one,
          other,
          first.replicates() == null
              ? Optional.empty()
              : Interval.ofDifference(one - other, first.replicates(), second.replicates(), metric),
          null,
          first.replicates() == null
              ? null
              : switch (first.replicates().method()) {
                case BOOTSTRAP -> MetricDifference.Method.BOOTSTRAP;
                case JACKKNIFE -> MetricDifference.Method.JACKKNIFE;
              });
    }

    private void add(
        MetricDifference.Kind kind,
        Double parameter,
        double one,
        double other,
        Optional<Interval> interval,
        Double probability,
        MetricDifference.Method method) {
      found.add(
          new MetricDifference(
              kind,
              parameter,
              one,
              other,
              one - other,
              interval.map(Interval::low).orElse(null),
              interval.map(Interval::high).orElse(null),
              probability,
              interval.isPresent() ? method : null,
              (long) first.counts().targets(),
              (long) first.counts().nonTargets(),
              first.speakers(),
              trials.onlyFirst(),
              trials.onlySecond(),
              trials.missing(),
              now));
    }
  }
}
