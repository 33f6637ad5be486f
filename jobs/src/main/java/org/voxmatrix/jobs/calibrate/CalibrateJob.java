package org.voxmatrix.jobs.calibrate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voxmatrix.calibrations.CalibrationRow;
import org.voxmatrix.calibrations.CalibrationTable;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.ScoredTrials;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.metrics.Hull;
import org.voxmatrix.metrics.LogLikelihoodCost;
import org.voxmatrix.metrics.TrialCounts;
import org.voxmatrix.score.Calibration;

/** Fits a calibration to labelled trials, and keeps it. One that was interrupted starts over. */
public record CalibrateJob(JobContext context, CalibrateSettings settings) {

  private static final int WAVE = 0;

  /** Of the speakers; each is left out once. */
  private static final int FOLDS = 8;

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException as {@link EvaluateJob#execute}; {@code
   *     calibration.separable} or {@code calibration.inverted}
   */
  public CalibrationRow execute() {
    return JobRun.amongErasures(context, own -> new CalibrateJob(own, settings).attempt());
  }

  private CalibrationRow attempt() {
    JobRun job = new JobRun(context);
    EvaluateJob scored = new EvaluateJob(context, settings.trials());
    EvaluateJob.Trials trials =
        settings.quality().isEmpty()
            ? scored.open(FOLDS)
            : scored.open(FOLDS, settings.quality(), settings.prior());
    return job.execute(
        settings.plan(trials.plan()),
        run -> EvaluateJob.asOneTask(context, run, "calibration", () -> work(run, trials)),
        run -> new CalibrationTable(context.warehouse()).of(run.id()).orElseThrow());
  }

  private void work(Run run, EvaluateJob.Trials trials) {
    ScoredTrials scored = trials.score(run);
    CalibrationFit fit = new CalibrationFit(settings.prior());
    TrialCounts counts = scored.centred();
    Calibration calibration = fit.of(counts);
    Optional<TrialCounts> leftOut = fit.crossValidated(scored.folds());
    SetModel model = trials.model();
    CalibrationRow row =
        new CalibrationRow(
            run.id(),
            WAVE,
            settings.name(),
            model == null ? null : model.name(),
            model == null ? null : model.fingerprintHex(),
            scored.scoreKind(),
            calibration.slope(),
            calibration.offset(),
            settings.prior(),
            calibration.lowest(),
            calibration.highest(),
            (long) counts.targets(),
            (long) counts.nonTargets(),
            scored.speakers(),
            scored.cost(),
            CalibrationFit.cost(counts, calibration),
            leftOut.map(LogLikelihoodCost::of).orElse(null),
            leftOut.map(counted -> Hull.of(counted).minimumCost()).orElse(null),
            Hull.of(scored.counts()).minimumCost(),
            Instant.now(),
            null,
            List.of(),
            null,
            null);
    run.checkLease();
    new CalibrationTable(context.warehouse())
        .write(
            scored.quality() == null
                ? row
                : QualityRow.of(row, settings.quality(), scored.quality()));
  }
}
