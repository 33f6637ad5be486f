package org.voxmatrix.jobs.enroll;

import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileWriter;
import org.voxmatrix.jobs.profiles.audio.AudioAnalyses;
import org.voxmatrix.jobs.profiles.audio.ProfileClaims;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.recordings.WaveSize;
import org.voxmatrix.session.Models.Model;

/**
 * Adds the recordings of a manifest to the profiles that its rows name, in the manifest's order.
 * Each is accepted or rejected by the rules of enrollment, and has an operation of its own.
 * Profiles that another run changes meanwhile give conflicts, for their rows alone.
 */
public record EnrollJob(JobContext context, EnrollSettings settings) {

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if the manifest, the model or the run id is
   *     invalid; nothing has been written then
   */
  public RunResult execute() {
    return JobRun.amongErasures(context, own -> new EnrollJob(own, settings).attempt());
  }

  private RunResult attempt() {
    JobRun job = new JobRun(context);
    Model model = context.models().get(settings.listen().model());
    context.warehouse().createTables();
    try (Manifest recordings = context.bareManifest(settings.manifest())) {
      recordings.require("profile_id", "the GUID of a profile");
      return job.execute(
          settings.plan(
              recordings.identity(), model.bundle().name(), model.bundle().fingerprintHex()),
          run -> work(run, recordings, model),
          job::counts);
    }
  }

  private State work(Run run, Manifest recordings, Model model) {
    Suppressions suppressed = Suppressions.load(context.warehouse());
    List<Manifest.Entry> entries = recordings.entries(context.progress());
    ProfileClaims claims = ProfileClaims.of(entries);
    String fingerprint = model.bundle().fingerprintHex();
    ProfileWriter profiles =
        ProfileWriter.open(context.warehouse(), run.id(), claims.profileIds(), fingerprint);
    Map<String, EnrollmentRow> accepted =
        new EnrollmentTable(context.warehouse()).of(profiles.latest().values());
    List<PlanItem> items =
        WavePlan.frozen(
            run,
            suppressed,
            () ->
                WavePlan.of(
                    run.id(),
                    entries,
                    null,
                    settings.repeat() == Repeat.AGAIN
                        ? entry -> false
                        : claims.enrolled(profiles.latest(), accepted, fingerprint),
                    Long.MAX_VALUE,
                    new WaveSize(settings.waveItems(), Long.MAX_VALUE),
                    entry -> profileId(entry, claims, suppressed)));
    EnrollmentDecider decider =
        new EnrollmentDecider(
            settings.listen().rules(fingerprint, model.bundle().mean()),
            settings.unknown(),
            settings.locale());
    EnrollCommit commit =
        new EnrollCommit(
            context.warehouse(),
            run,
            decider,
            model.bundle().name(),
            settings.repeat(),
            suppressed,
            profiles,
            accepted);
    try (AudioAnalyses analyses =
        new AudioAnalyses(
            context.spark(),
            recordings,
            settings.listen(),
            model,
            settings.kind(),
            claims.kinds(profiles.latest().values(), settings.kind()))) {
      new WaveLoop(context.spark(), run, context.progress())
          .each(
              items,
              "enrollments",
              analyses.finished(),
              (number, wave) -> {
                if (commit.isSettled(number)) {
                  analyses.finished().add(wave.size());
                  commit.finish(number, wave);
                } else {
                  commit.wave(number, wave, analyses.of(wave));
                }
              });
    }
    return State.DONE;
  }

  /** An erasure must find what a profile has not got yet; the id of an erased one stays away. */
  private static String profileId(
      Manifest.Entry entry, ProfileClaims claims, Suppressions suppressed) {
    String profileId = claims.byPlace().get(entry.place());
    return suppressed.contains(Suppressions.Kind.PROFILE, profileId) ? null : profileId;
  }
}
