package org.voxmatrix.jobs.verify;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.decision.OpenRule;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.audio.AudioAnalyses;
import org.voxmatrix.jobs.profiles.audio.ProfileClaims;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.session.Models.Model;

/**
 * Says of each recording of a manifest whether it is of the profile that its row names. A
 * text-dependent profile is accepted by its voice and by its phrase.
 */
public record VerifyJob(JobContext context, VerifySettings settings) {

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if the manifest, the model or the run id is at
   *     fault; nothing has been written then
   */
  public VerifyResult execute() {
    return JobRun.amongErasures(context, own -> new VerifyJob(own, settings).attempt());
  }

  private VerifyResult attempt() {
    JobRun job = new JobRun(context);
    Model model = context.models().get(settings.listen().model());
    ModelBundle bundle = model.bundle();
    context.warehouse().createTables();
    OpenRule rule = OpenRule.open(context, settings.rule(), bundle);
    try (Manifest recordings = context.bareManifest(settings.manifest())) {
      recordings.require("profile_id", "the GUID of the profile that is claimed");
      List<Manifest.Entry> entries = recordings.entries(context.progress());
      Map<String, ProfileRow> profiles =
          new ProfileTable(context.warehouse())
              .latest(ProfileClaims.of(entries).profileIds(), bundle.fingerprintHex());
      VerifyScale scale =
          VerifyScale.of(
              context,
              bundle,
              settings,
              rule,
              enrolled(profiles.values()).stream()
                  .filter(row -> row.modelFingerprint().equals(bundle.fingerprintHex()))
                  .toList());
      RunPlan plan =
          settings.plan(
              recordings.identity(),
              ProfileRow.identity(profiles.values()),
              settings.rule().cohort() == null ? scale.decision().threshold() : null,
              rule,
              bundle.name(),
              bundle.fingerprintHex());
      Verifier verifier =
          new Verifier(
              settings.listen().rules(bundle.fingerprintHex(), bundle.mean()),
              scale,
              profiles,
              new EnrollmentTable(context.warehouse()).of(enrolled(profiles.values())));
      return job.execute(
          plan,
          run -> work(run, recordings, entries, model, verifier),
          run -> result(job.counts(run)));
    }
  }

  private VerifyResult result(RunResult run) {
    VerificationTable table = new VerificationTable(context.warehouse());
    return new VerifyResult(run, table.accepted(run.runId()), table.replays(run.runId()));
  }

  private State work(
      Run run, Manifest recordings, List<Manifest.Entry> entries, Model model, Verifier verifier) {
    List<PlanItem> items =
        WavePlan.frozen(
            run,
            Suppressions.load(context.warehouse()),
            () -> WavePlan.of(run.id(), entries, entry -> false, settings.waveItems()));
    VerifyCommit commit = new VerifyCommit(context.warehouse(), run);
    try (AudioAnalyses analyses =
        new AudioAnalyses(
            context.spark(),
            recordings,
            settings.listen(),
            model,
            ProfileKind.TEXT_DEPENDENT,
            ProfileClaims.kindsOf(verifier.profiles().values()))) {
      new WaveLoop(context.spark(), run, context.progress())
          .each(
              items,
              "recordings",
              analyses.finished(),
              (number, wave) -> commit.wave(number, analyses.of(wave), verifier));
    }
    return State.DONE;
  }

  private static List<ProfileRow> enrolled(Collection<ProfileRow> profiles) {
    return profiles.stream().filter(row -> row.status() == ProfileStatus.ENROLLED).toList();
  }
}
