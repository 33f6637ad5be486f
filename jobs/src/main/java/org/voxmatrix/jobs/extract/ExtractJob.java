package org.voxmatrix.jobs.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.voxmatrix.access.Gate;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.RecordingSource;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.recordings.WaveSize;
import org.voxmatrix.session.Models.Model;

/**
 * Turns the recordings of a manifest into voiceprints, one for each channel, and a task row for
 * each recording. Work goes in waves; an interrupted run is resumed with its unfinished waves.
 */
public record ExtractJob(JobContext context, ExtractSettings settings) {

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if the manifest, the model or the run id is
   *     invalid; nothing has been written then
   */
  public RunResult execute() {
    return JobRun.amongErasures(context, own -> new ExtractJob(own, settings).attempt());
  }

  private RunResult attempt() {
    JobRun job = new JobRun(context);
    Model model = context.models().get(settings.model());
    ModelBundle bundle = model.bundle();
    try (Manifest recordings = context.manifest(settings.manifest())) {
      return job.execute(
          settings.plan(recordings.identity(), bundle.name(), bundle.fingerprintHex()),
          run -> work(run, recordings, model),
          job::counts);
    }
  }

  /** Says what {@link #execute} would do, and tries a few recordings to tell how long. */
  public ExtractEstimate estimate() {
    Model model = context.models().get(settings.model());
    try (Manifest recordings = context.manifest(settings.manifest())) {
      WavePlan plan =
          plan("", recordings, model.bundle()).without(Suppressions.load(context.warehouse()));
      return new ExtractEstimator(context.spark(), recordings, worker(recordings, model, counter()))
          .estimate(plan);
    }
  }

  private State work(Run run, Manifest recordings, Model model) {
    List<PlanItem> items =
        WavePlan.frozen(
            run,
            Suppressions.load(context.warehouse()),
            () -> plan(run.id(), recordings, model.bundle()));
    LongAccumulator finished = counter();
    ExtractWaves waves =
        new ExtractWaves(context.spark(), recordings, worker(recordings, model, finished));
    ExtractCommit commit =
        new ExtractCommit(
            context.ledger(),
            new VoiceprintTable(context.warehouse()),
            new SegmentTable(context.warehouse(), settings.options().speakers() != null),
            run,
            optionsKey(model.bundle()));
    new WaveLoop(context.spark(), run, context.progress())
        .each(
            items,
            "recordings",
            finished,
            (number, wave) -> commit.wave(number, waves.outcomes(wave)));
    return State.DONE;
  }

  private WavePlan plan(String id, Manifest recordings, ModelBundle bundle) {
    Set<Ledger.DoneItem> done = done(bundle);
    return WavePlan.of(
        id,
        recordings.entries(context.progress()),
        settings.retryOf() == null ? null : context.ledger().unfinishedItems(settings.retryOf()),
        entry -> done.contains(new Ledger.DoneItem(entry.recordingId(), entry.uri(), entry.size())),
        settings.limit() == null ? Long.MAX_VALUE : settings.limit(),
        new WaveSize(settings.waveItems(), settings.waveBytes()),
        entry -> null);
  }

  private Set<Ledger.DoneItem> done(ModelBundle bundle) {
    Set<Ledger.DoneItem> done = new HashSet<>();
    if (settings.repeat() == Repeat.SKIP) {
      String former = ExtractSettings.formerOptionsKey(bundle.fingerprint(), settings.options());
      done.addAll(context.ledger().done(ExtractSettings.JOB, optionsKey(bundle)));
      done.addAll(context.ledger().done(ExtractSettings.JOB, former));
    }
    return done;
  }

  private String optionsKey(ModelBundle bundle) {
    return ExtractSettings.optionsKey(bundle.fingerprintHex(), settings.options());
  }

  private ExtractWorker worker(Manifest recordings, Model model, LongAccumulator finished) {
    return new ExtractWorker(
        model.ref(),
        model.bundle().name(),
        model.bundle().fingerprint(),
        settings.options(),
        new RecordingSource(
            Gate.of(settings.allowedRoots(), settings.reach(), context.hadoop()),
            settings.maxBytes(),
            new SerializableConfiguration(context.hadoop())),
        recordings.others(),
        finished);
  }

  private LongAccumulator counter() {
    return context.spark().sparkContext().longAccumulator("recordings");
  }
}
