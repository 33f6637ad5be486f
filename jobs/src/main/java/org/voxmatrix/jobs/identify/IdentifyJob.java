package org.voxmatrix.jobs.identify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.BadRows;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.decision.Decision;
import org.voxmatrix.jobs.decision.OpenRule;
import org.voxmatrix.jobs.decision.Strangers;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;

/**
 * Says whose voice the recordings of a manifest have, among enrolled profiles. Voiceprints are
 * extracted unless the manifest has them, then all are compared with all profiles at once; both are
 * runs of their own, which an interrupted run resumes.
 */
public record IdentifyJob(JobContext context, IdentifySettings settings) {

  /**
   * Runs the job.
   *
   * @throws RequestException if the manifest, the profiles, the model or the run id is invalid;
   *     nothing has been written then
   */
  public IdentifyResult execute() {
    return JobRun.amongErasures(context, own -> new IdentifyJob(own, settings).attempt());
  }

  private IdentifyResult attempt() {
    JobRun job = new JobRun(context);
    ModelBundle bundle = bundle();
    ProfileSet set = profileSet(bundle);
    OpenRule rule = OpenRule.open(context, settings.rule(), bundle);
    Among among = new Among(bundle, rule, set);
    Double minimum = settings.rule().cohort() == null ? decision(among, null).threshold() : null;
    try (Manifest recordings = context.manifestWithVoiceprints(settings.manifest())) {
      RunPlan plan =
          settings.plan(
              recordings.identity(),
              ProfileRow.identity(set.enrolled()),
              minimum,
              rule,
              bundle.name(),
              bundle.fingerprintHex());
      return job.execute(
          plan, run -> work(run, recordings, among), run -> result(job.counts(run), set));
    }
  }

  /** Fails as {@link #execute} does if the model, the threshold or the profiles are invalid. */
  public void validate() {
    ModelBundle bundle = bundle();
    OpenRule rule = OpenRule.open(context, settings.rule(), bundle);
    Among among = new Among(bundle, rule, profileSet(bundle));
    if (rule.rule().cohort() == null) {
      decision(among, null);
    }
  }

  /** Who is looked for, and by what rule. */
  private record Among(ModelBundle bundle, OpenRule rule, ProfileSet set) {

    Strangers strangers(JobContext context, SetSource own) {
      return rule.strangers(context, bundle, set.voiceprints(), own);
    }
  }

  private IdentifyResult result(RunResult run, ProfileSet set) {
    IdentificationTable table = new IdentificationTable(context.warehouse());
    Optional<IdentificationRow> any = table.any(run.runId());
    return new IdentifyResult(
        run,
        set.enrolled().size(),
        set.faults(),
        table.identified(run.runId()),
        any.map(IdentificationRow::threshold).orElse(null),
        any.map(IdentificationRow::scoreKind).orElse(null));
  }

  private ModelBundle bundle() {
    return context.models().get(settings.model()).bundle();
  }

  private Decision decision(Among among, Strangers strangers) {
    return Decision.identify(
        among.bundle(),
        settings.threshold(),
        settings.rule(),
        among.rule().scoreKind(),
        among.rule().calibration(),
        strangers,
        among.set().enrolled().size());
  }

  private ProfileSet profileSet(ModelBundle bundle) {
    context.warehouse().createTables();
    return ProfileSet.of(context, settings, bundle);
  }

  private State work(Run run, Manifest recordings, Among among) {
    Suppressions suppressed = Suppressions.load(context.warehouse());
    List<PlanItem> items =
        WavePlan.frozen(
            run,
            suppressed,
            () ->
                WavePlan.of(
                    run.id(),
                    recordings.entries(context.progress()),
                    entry -> false,
                    settings.waveItems()));
    Map<String, TaskRow> extractions = new HashMap<>();
    IdentifyProbes probes;
    boolean anyone = true;
    if (recordings.hasVoiceprints()) {
      probes = IdentifyProbes.ready(context.spark(), recordings);
    } else {
      String extraction = extract(run);
      context.ledger().tasks(extraction).stream()
          .filter(task -> task.job().equals(ExtractSettings.JOB))
          // Of several rows with one id, the first is the recording.
          .forEach(task -> extractions.putIfAbsent(task.itemId(), task));
      anyone = extractions.values().stream().anyMatch(task -> task.state() == State.DONE);
      probes = IdentifyProbes.extracted(context.spark(), extraction);
    }
    Strangers strangers =
        anyone
            ? among.strangers(context, probes.pool(settings.rule().earlier()).without(suppressed))
            : null;
    Rankings rankings =
        anyone
            ? probes.rankings(compare(run, among, strangers, probes, suppressed), run.id())
            : Rankings.none();
    Identifier identifier = anyone ? new Identifier(decision(among, strangers)) : null;
    IdentifyCommit commit = new IdentifyCommit(context.warehouse(), run, identifier, extractions);
    LongAccumulator decided = context.spark().sparkContext().longAccumulator("decisions");
    new WaveLoop(context.spark(), run, context.progress())
        .each(
            items,
            "decisions",
            decided,
            (number, wave) -> {
              commit.wave(number, wave, rankings.of(number));
              decided.add(wave.size());
            });
    return State.DONE;
  }

  private String extract(Run run) {
    ExtractSettings extraction =
        ExtractSettings.of(settings.manifest())
            .withModel(settings.model())
            .withOptions(settings.options())
            .withRepeat(Repeat.AGAIN)
            .withAllowedRoots(settings.allowedRoots())
            .withReach(settings.reach())
            .withMaxBytes(settings.maxBytes());
    JobContext part = context.ofPart(run, RunPart.EXTRACTION.of(run.id()));
    return new ExtractJob(part, extraction).execute().runId();
  }

  private String compare(
      Run run, Among among, Strangers strangers, IdentifyProbes probes, Suppressions suppressed) {
    CompareSettings comparison =
        CompareSettings.of(among.set().source(), probes.source().without(suppressed))
            .withModel(settings.model())
            .withBadRows(BadRows.SKIP)
            .withCohort(settings.rule().normalization())
            .withNormalizer(among.rule().normalizer(among.bundle(), strangers))
            .withOutputs(
                new Outputs(false, Double.NEGATIVE_INFINITY, settings.ranking(), Outputs.Of.ROWS));
    JobContext part = context.ofPart(run, RunPart.COMPARISON.of(run.id(), suppressed.size()));
    return new CompareJob(part, comparison).execute().runId();
  }
}
