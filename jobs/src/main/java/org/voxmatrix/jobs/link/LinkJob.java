package org.voxmatrix.jobs.link;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.compare.BadRows;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.jobs.compare.CohortSource;
import org.voxmatrix.jobs.compare.CompareForecast;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.score.KernelChoice;

/**
 * Says which voiceprints of a set are of one person. The set is compared with itself, in a run of
 * its own that an interrupted run resumes; what is made of the hits is one task, which starts over.
 */
public record LinkJob(JobContext context, LinkSettings settings) {

  static final int WAVE = 0;

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if the set, its labels, the calibration, the
   *     cohort or the former run is invalid
   */
  public LinkResult execute() {
    return JobRun.amongErasures(context, own -> new LinkJob(own, settings).attempt());
  }

  private LinkResult attempt() {
    JobRun job = new JobRun(context);
    LinkInput input = open();
    return job.execute(
        plan(input),
        run -> EvaluateJob.asOneTask(context, run, "linking", () -> work(run, input)),
        run ->
            new LinkResult(
                run.id(),
                new LinkTable(context.warehouse()).of(run.id()).orElseThrow(),
                job.elapsed()));
  }

  /** How the set would be compared, without doing it. */
  public CompareForecast forecast() {
    return new CompareJob(context, comparison(open())).forecast();
  }

  private LinkInput open() {
    context.warehouse().createTables();
    KernelChoice.best(); // Fails here where none can run, not in every task.
    SetModel model = SetModel.of(context, settings.rawModel(), settings.model());
    CohortSource cohort = CohortSource.open(context, model, settings.cohort());
    String scoreKind = cohort == null ? model.backend().scoreKind() : cohort.scoreKind();
    CalibrationRow calibration =
        settings.calibration() == null
            ? null
            : new CalibrationChoice(settings.calibration(), settings.threshold())
                .openWithoutQuality(context.warehouse(), model, scoreKind);
    Optional<LinkRow> former =
        new LinkTable(context.warehouse()).former(settings.former(), model, context.runId());
    return new LinkInput(
        LinkSet.open(context, model, settings), model, cohort, calibration, former.orElse(null));
  }

  private RunPlan plan(LinkInput input) {
    Map<String, String> inputs = new TreeMap<>();
    inputs.put("a_sha256", Sha256.hex(input.set().source().identity()));
    if (input.set().labels() != null) {
      inputs.put("labels", input.set().labels().identity());
    }
    if (input.cohort() != null) {
      inputs.put("cohort_sha256", input.cohort().identity());
      inputs.put("top_n", String.valueOf(input.cohort().choice().topN()));
    }
    if (input.calibration() != null) {
      inputs.put("calibration", input.calibrated().runId());
    }
    if (input.former() != null) {
      inputs.put(LinkTable.FORMER, input.former().runId());
    }
    return settings.plan(inputs, input.model());
  }

  private CompareSettings comparison(LinkInput input) {
    CompareSettings scored =
        CompareSettings.of(input.set().source(), input.set().source())
            .withRawModel(settings.rawModel())
            .withModel(settings.model())
            .withBadRows(settings.skipBad() ? BadRows.SKIP : BadRows.REJECT)
            .withCohort(settings.cohort());
    return input.calibration() == null
        ? scored.withOutputs(hits(settings.threshold()))
        : scored
            .withOutputs(hits(-1)) // The calibration tells which.
            .withCalibration(
                new CalibrationChoice(input.calibrated().runId(), settings.threshold()));
  }

  private static Outputs hits(double threshold) {
    return new Outputs(false, threshold, 0, Outputs.Of.ROWS);
  }

  private void work(Run run, LinkInput input) {
    String comparison = new HitRun(context, run).of(comparison(input));
    new LinkWork(context, settings, run, input).link(comparison);
  }
}
