package org.voxmatrix.jobs.upgrade;

import java.util.List;
import java.util.UUID;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.models.ModelInUseTable;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.session.Models.Model;
import org.voxmatrix.tables.CrashPoint;

/**
 * Brings a corpus to another model: extracts again all recordings that still have audio, makes the
 * profiles again, and says what could not be brought along, and how far the two models agree. What
 * the former model made stays as it is, and in use until {@link ModelSwitch}. Done again, it does
 * what is new since. Only one is at work at a time.
 */
public record UpgradeJob(JobContext context, UpgradeSettings settings) {

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if a model is not there, or there is nothing of
   *     another model; {@code run.live} while another upgrade is at work
   */
  public UpgradeResult execute() {
    return JobRun.amongErasures(context, own -> new UpgradeJob(own, settings).attempt());
  }

  private UpgradeResult attempt() {
    context.warehouse().createTables();
    Lease lease =
        Lease.acquire(
            context.warehouse(), UpgradeSettings.JOB, left -> UUID.randomUUID().toString());
    try (lease) {
      return lease.during(this::upgrade);
    }
  }

  private UpgradeResult upgrade() {
    JobRun job = new JobRun(context);
    Model next = context.models().get(settings.model());
    FormerModel former = FormerModel.of(context, settings, next.bundle());
    String fingerprint = next.bundle().fingerprintHex();
    UpgradeResult result =
        job.execute(
            settings.plan(former.fingerprint(), next.bundle().name(), fingerprint),
            run -> work(run, former, next),
            run -> result(job.counts(run), former, next));
    UpgradeFolder.of(settings.folder(), result.run().runId(), context.hadoop()).delete();
    return result;
  }

  private UpgradeResult result(RunResult run, FormerModel former, Model next) {
    Ledger ledger = context.ledger();
    return new UpgradeResult(
        run,
        former.name(),
        FormerModel.called(next.bundle()),
        RecordingLists.extractions(ledger, run.runId()).stream()
            .mapToLong(part -> ledger.summary(part, ExtractSettings.JOB).count(State.DONE))
            .sum(),
        new ProfileTable(context.warehouse()).settled(run.runId()),
        new LeftTable(context.warehouse()).of(run.runId()),
        new AgreementTable(context.warehouse()).of(run.runId()));
  }

  private State work(Run run, FormerModel former, Model next) {
    Suppressions suppressed = Suppressions.load(context.warehouse());
    Corpus corpus =
        new Corpus(context.spark(), former.fingerprint(), next.bundle().fingerprintHex());
    ProfileUpgrade profiles =
        new ProfileUpgrade(context, settings, run, former.fingerprint(), next);
    List<PlanItem> items = WavePlan.frozen(run, suppressed, profiles::plan);
    keepInUse(former);
    UpgradeFolder folder = UpgradeFolder.of(settings.folder(), run.id(), context.hadoop());
    folder.deleteOthers();
    List<RecordingLists.Part> parts =
        new RecordingLists(context, settings, folder, run.id()).parts(corpus);
    CrashPoint.reach("upgrade.after-lists", 0);
    parts.forEach(part -> extract(run, part));
    CrashPoint.reach("upgrade.after-recordings", 0);
    profiles.make(items, folder, new WaveLoop(context.spark(), run, context.progress()));
    CrashPoint.reach("upgrade.before-left", 0);
    run.checkLease();
    new LeftTable(context.warehouse())
        .write(
            run.id(),
            corpus,
            RecordingLists.extractions(context.ledger(), run.id()),
            profiles.left(items),
            context.spark());
    CrashPoint.reach("upgrade.before-agreement", 0);
    agree(run, corpus, former, next, folder);
    return State.DONE;
  }

  private void agree(Run run, Corpus corpus, FormerModel former, Model next, UpgradeFolder folder) {
    if (former.bundle() == null) {
      return; // Without its mean and its thresholds nothing can be said.
    }
    Agreement agreement = new Agreement(context, former.bundle(), next.bundle());
    agreement.compare(corpus, settings.sample());
    if (settings.labels() != null) {
      new LabelledAgreement(context, run, folder, settings.labels())
          .add(agreement, corpus, former.uri(), settings.model());
    }
    run.checkLease();
    new AgreementTable(context.warehouse()).write(run.id(), agreement.rows());
  }

  /** Until somebody switches, jobs go on with the former model, whatever the default is by then. */
  private void keepInUse(FormerModel former) {
    ModelInUseTable models = new ModelInUseTable(context.warehouse());
    if (former.bundle() != null && models.now().isEmpty()) {
      models.use(former.bundle(), former.location());
    }
  }

  private void extract(Run run, RecordingLists.Part part) {
    ExtractSettings extraction =
        ExtractSettings.of(part.manifest().toString())
            .withModel(settings.model())
            .withOptions(part.options())
            .withAllowedRoots(settings.allowedRoots())
            .withReach(settings.reach())
            .withMaxBytes(settings.maxBytes())
            .withWaveItems(settings.waveItems());
    new ExtractJob(context.ofPart(run, part.runId()), extraction).execute();
  }
}
