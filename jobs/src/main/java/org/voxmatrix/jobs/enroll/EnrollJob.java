package org.voxmatrix.jobs.enroll;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.RunFailure;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileWriter;
import org.voxmatrix.jobs.profiles.audio.AudioAnalyses;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
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
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * Adds the recordings of a manifest to the profiles that its rows name, in the manifest's order.
 * Each is accepted or refused by the rules of enrollment, and has an operation of its own. Profiles
 * that another run changes meanwhile give conflicts, for their rows alone.
 */
public final class EnrollJob {

  /** The job's name in tables. */
  public static final String NAME = "enroll";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Ledger ledger;

  private String manifest;
  private ListenOptions listen = ListenOptions.defaults();
  private EnrollmentDecider.Unknown unknown = EnrollmentDecider.Unknown.REFUSED;
  private ProfileKind kind = ProfileKind.TEXT_DEPENDENT;
  private String locale = "en-us";
  private ExtractJob.Repeat repeat = ExtractJob.Repeat.SKIP;
  private int waveItems = 2000;
  private Duration operationsKept = ExpireJob.OPERATIONS;
  private String runId;
  private CallerIds trace = new CallerIds(null, null);
  private Progress progress = Progress.silent();

  public EnrollJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.ledger = new Ledger(warehouse);
  }

  /** Parquet file, folder or glob with the enrollments. */
  public EnrollJob manifest(String path) {
    this.manifest = path;
    return this;
  }

  /** Model, limits, phrases; the service's when not set. */
  public EnrollJob listen(ListenOptions value) {
    this.listen = value;
    return this;
  }

  /** What becomes of profiles that do not exist; refused when not set. */
  public EnrollJob unknown(EnrollmentDecider.Unknown value) {
    this.unknown = value;
    return this;
  }

  /** The kind of new profiles whose row names none; text-dependent when not set. */
  public EnrollJob kind(ProfileKind value) {
    this.kind = value;
    return this;
  }

  /** The locale of new profiles whose row names none. */
  public EnrollJob locale(String value) {
    this.locale = value;
    return this;
  }

  /** Whether recordings that an earlier run enrolled are enrolled once more. */
  public EnrollJob repeat(ExtractJob.Repeat value) {
    this.repeat = value;
    return this;
  }

  /** Enrollments in a wave: what a crash can cost at most. */
  public EnrollJob waveItems(int items) {
    this.waveItems = items;
    return this;
  }

  /** The run to start or go on with; chosen when not set. */
  public EnrollJob runId(String id) {
    this.runId = id;
    return this;
  }

  /** How long operations are kept after their last action; null for ever. */
  public EnrollJob operationsKept(Duration time) {
    this.operationsKept = time;
    return this;
  }

  public EnrollJob trace(CallerIds value) {
    this.trace = value;
    return this;
  }

  public EnrollJob progress(Progress value) {
    this.progress = value;
    return this;
  }

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if the manifest, the model or the run id is at
   *     fault; nothing has been written then
   */
  public EnrollResult execute() {
    Instant start = Instant.now();
    ModelBundle bundle = ModelRef.bundle(listen.model(), spark.sessionState().newHadoopConf());
    warehouse.createTables();
    try (Manifest recordings = Manifest.open(spark, manifest)) {
      recordings.require("profile_id", "the GUID of a profile");
      try (Run run = Run.open(warehouse, request(bundle, recordings))) {
        progress.started(run.id());
        if (!run.isFinished()) {
          RunFailure.recorded(spark, run, () -> work(run, recordings, bundle));
        }
        return new EnrollResult(
            run.id(),
            ledger.summary(run.id(), NAME),
            run.row().skipped(),
            Duration.between(start, Instant.now()));
      }
    }
  }

  private void work(Run run, Manifest recordings, ModelBundle bundle) {
    Suppressions suppressed = Suppressions.load(warehouse);
    ProfileClaims rows = ProfileClaims.of(recordings);
    ProfileWriter profiles = ProfileWriter.open(warehouse, run.id(), rows.profileIds());
    Map<String, EnrollmentRow> accepted =
        new EnrollmentTable(warehouse).of(profiles.latest().values());
    List<PlanItem> items =
        WavePlan.frozen(
            run,
            suppressed,
            () ->
                WavePlan.of(
                        run.id(),
                        recordings.entries(),
                        repeat == ExtractJob.Repeat.AGAIN
                            ? entry -> false
                            : rows.enrolled(profiles.latest(), accepted, bundle.fingerprintHex()),
                        waveItems)
                    .enrolling(rows.byPlace(), suppressed));
    EnrollmentDecider decider =
        new EnrollmentDecider(listen.rules(bundle.fingerprintHex()), unknown, locale);
    EnrollCommit commit =
        new EnrollCommit(
            warehouse, run, decider, bundle.name(), repeat, suppressed, profiles, accepted);
    try (AudioAnalyses hearings =
        new AudioAnalyses(
            spark,
            recordings,
            listen,
            bundle.fingerprint(),
            kind,
            rows.kinds(profiles.latest().values(), kind))) {
      new WaveLoop(spark, run, progress)
          .each(
              items,
              "enrollments",
              hearings.finished(),
              (number, wave) -> {
                if (commit.isSettled(number)) {
                  progress.advance(wave.size());
                  commit.finish(number, wave);
                } else {
                  commit.wave(number, wave, hearings.of(wave));
                }
              });
    }
    CrashPoint.reach("enroll.before-finish", 0);
    ExpireJob.operations(warehouse, operationsKept);
    run.finish(State.DONE);
  }

  /** Everything that decides what the run writes. */
  private Run.Request request(ModelBundle bundle, Manifest recordings) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("manifest", manifest);
    plan.put("manifest_sha256", Sha256.hex(recordings.identity()));
    plan.put("model", bundle.name());
    plan.put("model_fingerprint", bundle.fingerprintHex());
    plan.putAll(listen.plan());
    plan.put("unknown", unknown.name().toLowerCase(Locale.ROOT));
    plan.put("kind", kind.word());
    plan.put("locale", locale);
    plan.put("repeat", repeat.name().toLowerCase(Locale.ROOT));
    plan.put("wave_items", waveItems);
    String json = Json.write(plan);
    return new Run.Request(
        NAME, Sha256.hex(json), json, bundle.name(), bundle.fingerprintHex(), runId, trace);
  }
}
