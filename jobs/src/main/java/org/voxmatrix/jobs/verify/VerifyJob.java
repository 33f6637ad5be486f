package org.voxmatrix.jobs.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.RunFailure;
import org.voxmatrix.jobs.identify.ProfileSet;
import org.voxmatrix.jobs.profiles.DecisionThresholds;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.audio.AudioAnalyses;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.jobs.profiles.audio.ProfileClaims;
import org.voxmatrix.jobs.retention.ExpireJob;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * Says of each recording of a manifest whether it is of the profile that its row names. A
 * text-dependent profile is accepted by its voice and by its phrase.
 */
public final class VerifyJob {

  /** The job's name in tables. */
  public static final String NAME = "verify";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Ledger ledger;

  private String manifest;
  private ListenOptions listen = ListenOptions.defaults();
  private Double threshold;
  private int waveItems = 2000;
  private Duration operationsKept = ExpireJob.OPERATIONS;
  private String runId;
  private CallerIds trace = new CallerIds(null, null);
  private Progress progress = Progress.silent();

  public VerifyJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.ledger = new Ledger(warehouse);
  }

  /** Parquet file, folder or glob with the claims. */
  public VerifyJob manifest(String path) {
    this.manifest = path;
    return this;
  }

  /** Model, limits, phrases; the service's when not set. */
  public VerifyJob listen(ListenOptions value) {
    this.listen = value;
    return this;
  }

  /** Least score of an accepted recording; the model's own when not set. */
  public VerifyJob threshold(Double value) {
    this.threshold = value;
    return this;
  }

  /** Recordings in a wave: what a crash can cost at most. */
  public VerifyJob waveItems(int items) {
    this.waveItems = items;
    return this;
  }

  /** The run to start or go on with; chosen when not set. */
  public VerifyJob runId(String id) {
    this.runId = id;
    return this;
  }

  /** How long operations are kept after their last action; null for ever. */
  public VerifyJob operationsKept(Duration time) {
    this.operationsKept = time;
    return this;
  }

  public VerifyJob trace(CallerIds value) {
    this.trace = value;
    return this;
  }

  public VerifyJob progress(Progress value) {
    this.progress = value;
    return this;
  }

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if the manifest, the model or the run id is at
   *     fault; nothing has been written then
   */
  public VerifyResult execute() {
    Instant start = Instant.now();
    ModelBundle bundle = ModelRef.bundle(listen.model(), spark.sessionState().newHadoopConf());
    double least = DecisionThresholds.verify(bundle, threshold);
    warehouse.createTables();
    try (Manifest recordings = Manifest.open(spark, manifest)) {
      recordings.require("profile_id", "the GUID of the profile that is claimed");
      Set<String> claimed = ProfileClaims.of(recordings).profileIds();
      Map<String, ProfileRow> profiles = new ProfileTable(warehouse).latest(claimed);
      try (Run run = Run.open(warehouse, request(bundle, recordings, profiles, least))) {
        progress.started(run.id());
        if (!run.isFinished()) {
          RunFailure.recorded(spark, run, () -> work(run, recordings, bundle, profiles, least));
        }
        return new VerifyResult(
            run.id(),
            ledger.summary(run.id(), NAME),
            new VerificationTable(warehouse).accepted(run.id()),
            Duration.between(start, Instant.now()));
      }
    }
  }

  private void work(
      Run run,
      Manifest recordings,
      ModelBundle bundle,
      Map<String, ProfileRow> profiles,
      double least) {
    List<PlanItem> items =
        WavePlan.frozen(
            run,
            Suppressions.load(warehouse),
            () -> WavePlan.of(run.id(), recordings.entries(), entry -> false, waveItems));
    Verifier verifier =
        new Verifier(
            listen.rules(bundle.fingerprintHex()),
            Cosine.withMean(bundle.mean()),
            least,
            profiles,
            firstPhrases(profiles));
    VerifyCommit commit = new VerifyCommit(warehouse, run);
    Map<String, ProfileKind> kinds = ProfileClaims.kindsOf(profiles.values());
    try (AudioAnalyses hearings =
        new AudioAnalyses(
            spark, recordings, listen, bundle.fingerprint(), ProfileKind.TEXT_DEPENDENT, kinds)) {
      new WaveLoop(spark, run, progress)
          .each(
              items,
              "recordings",
              hearings.finished(),
              (number, wave) -> commit.wave(number, hearings.of(wave), verifier));
    }
    CrashPoint.reach("verify.before-finish", 0);
    ExpireJob.operations(warehouse, operationsKept);
    run.finish(State.DONE);
  }

  private Map<String, byte[]> firstPhrases(Map<String, ProfileRow> profiles) {
    if (listen.check() == PhraseCheck.RECOGNITION) {
      return Map.of();
    }
    Map<String, EnrollmentRow> enrollments = new EnrollmentTable(warehouse).of(profiles.values());
    Map<String, byte[]> phrases = new HashMap<>();
    profiles.forEach(
        (id, profile) -> {
          if (!profile.enrollmentIds().isEmpty()) {
            phrases.put(id, enrollments.get(profile.enrollmentIds().get(0)).phraseFeatures());
          }
        });
    return phrases;
  }

  /** Everything that decides what the run writes, so also how far the profiles are. */
  private Run.Request request(
      ModelBundle bundle, Manifest recordings, Map<String, ProfileRow> profiles, double least) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("manifest", manifest);
    plan.put("manifest_sha256", Sha256.hex(recordings.identity()));
    plan.put("profiles_sha256", ProfileSet.identity(profiles.values()));
    plan.put("model", bundle.name());
    plan.put("model_fingerprint", bundle.fingerprintHex());
    plan.putAll(listen.plan());
    plan.put("threshold", least);
    plan.put("wave_items", waveItems);
    String json = Json.write(plan);
    return new Run.Request(
        NAME, Sha256.hex(json), json, bundle.name(), bundle.fingerprintHex(), runId, trace);
  }
}
