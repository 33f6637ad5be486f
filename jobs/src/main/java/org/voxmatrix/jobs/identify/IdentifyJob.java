package org.voxmatrix.jobs.identify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.RunFailure;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.profiles.DecisionThresholds;
import org.voxmatrix.jobs.retention.ExpireJob;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * Says whose voice the recordings of a manifest have, among enrolled profiles. Voiceprints are
 * extracted unless the manifest has them, then all are compared with all profiles at once; both are
 * runs of their own, which a run that was cut off goes on with.
 */
public final class IdentifyJob {

  /** The job's name in tables. */
  public static final String NAME = "identify";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Ledger ledger;

  private String manifest;
  private String profiles;
  private String model;
  private ExtractOptions options = ExtractOptions.DEFAULT;
  private Double threshold;
  private int ranking = 5;
  private Integer maxProfiles;
  private List<String> allowedRoots = List.of();
  private long maxBytes = 2L << 30;
  private int waveItems = 20_000;
  private Duration operationsKept = ExpireJob.OPERATIONS;
  private String runId;
  private CallerIds trace = new CallerIds(null, null);
  private Progress progress = Progress.silent();

  public IdentifyJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.ledger = new Ledger(warehouse);
  }

  /** Parquet file, folder or glob with recordings, or with voiceprints in {@code voiceprint}. */
  public IdentifyJob manifest(String path) {
    this.manifest = path;
    return this;
  }

  /** Parquet with column {@code profile_id}; all enrolled profiles when not set. */
  public IdentifyJob profiles(String path) {
    this.profiles = path;
    return this;
  }

  /** Folder of a model bundle; the bundle in the jar when not set. */
  public IdentifyJob model(String uri) {
    this.model = uri;
    return this;
  }

  public IdentifyJob options(ExtractOptions value) {
    this.options = value;
    return this;
  }

  /** Least score of an identified profile; the model's own when not set. */
  public IdentifyJob threshold(Double value) {
    this.threshold = value;
    return this;
  }

  /** How many of the best profiles are kept, at least 1. */
  public IdentifyJob ranking(int count) {
    this.ranking = count;
    return this;
  }

  /** The most profiles that may be asked for; no limit when not set. The service's is 50. */
  public IdentifyJob maxProfiles(Integer count) {
    this.maxProfiles = count;
    return this;
  }

  /** Folders that recordings may be read from; none allows all. */
  public IdentifyJob allowedRoots(List<String> folders) {
    this.allowedRoots = List.copyOf(folders);
    return this;
  }

  /** Recordings of more bytes are rejected. */
  public IdentifyJob maxBytes(long bytes) {
    this.maxBytes = bytes;
    return this;
  }

  /** Decisions committed at once. */
  public IdentifyJob waveItems(int items) {
    this.waveItems = items;
    return this;
  }

  /** The run to start or go on with; chosen when not set. */
  public IdentifyJob runId(String id) {
    this.runId = id;
    return this;
  }

  /** How long operations are kept after their last action; null for ever. */
  public IdentifyJob operationsKept(Duration time) {
    this.operationsKept = time;
    return this;
  }

  public IdentifyJob trace(CallerIds value) {
    this.trace = value;
    return this;
  }

  public IdentifyJob progress(Progress value) {
    this.progress = value;
    return this;
  }

  /**
   * Runs the job.
   *
   * @throws RequestException if the manifest, the profiles, the model or the run id is at fault;
   *     nothing has been written then
   */
  public IdentifyResult execute() {
    Instant start = Instant.now();
    ModelBundle bundle = ModelRef.bundle(model, spark.sessionState().newHadoopConf());
    Identifier identifier = Identifier.of(bundle, DecisionThresholds.identify(bundle, threshold));
    warehouse.createTables();
    ProfileSet set = profileSet(bundle);
    try (Manifest recordings = Manifest.openWithVoiceprints(spark, manifest);
        Run run = Run.open(warehouse, request(bundle, recordings, set, identifier))) {
      progress.started(run.id());
      if (!run.isFinished()) {
        RunFailure.recorded(spark, run, () -> work(run, recordings, set, identifier));
      }
      return new IdentifyResult(
          run.id(),
          ledger.summary(run.id(), NAME),
          set.enrolled().size(),
          set.faults(),
          new IdentificationTable(warehouse).identified(run.id()),
          Duration.between(start, Instant.now()));
    }
  }

  /** Fails as {@link #execute} does where the model, the threshold or the profiles are at fault. */
  public void validate() {
    ModelBundle bundle = ModelRef.bundle(model, spark.sessionState().newHadoopConf());
    Identifier.of(bundle, DecisionThresholds.identify(bundle, threshold));
    profileSet(bundle);
  }

  private ProfileSet profileSet(ModelBundle bundle) {
    ProfileSet set =
        profiles == null
            ? ProfileSet.all(warehouse, bundle.fingerprintHex())
            : ProfileSet.listed(spark, warehouse, profiles, bundle.fingerprintHex());
    check(set);
    return set;
  }

  private void check(ProfileSet set) {
    if (set.enrolled().isEmpty()) {
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          set.faults().isEmpty()
              ? List.of(
                  ErrorDetail.of(
                      Fault.SET_EMPTY,
                      List.of("profiles"),
                      "There are no enrolled profiles: enroll some first."))
              : set.faults());
    }
    if (maxProfiles != null && set.enrolled().size() > maxProfiles) {
      throw new RequestException(
          RequestError.REQUEST_SIZE_LIMIT_EXCEEDED,
          Fault.SET_TOO_LARGE,
          List.of("profiles"),
          "There are %d profiles, over identify.max-profiles = %d: ask for fewer, or raise it."
              .formatted(set.enrolled().size(), maxProfiles));
    }
  }

  private void work(Run run, Manifest recordings, ProfileSet set, Identifier identifier) {
    List<PlanItem> items =
        WavePlan.frozen(
            run,
            Suppressions.load(warehouse),
            () -> WavePlan.of(run.id(), recordings.entries(), entry -> false, waveItems));
    Map<String, TaskRow> extractions = new HashMap<>();
    IdentifyProbes probes;
    boolean anyone = true;
    if (recordings.hasVoiceprints()) {
      probes = IdentifyProbes.ready(spark, recordings);
    } else {
      String extraction = extract(run);
      ledger.tasks(extraction).stream()
          .filter(task -> task.job().equals(ExtractJob.NAME))
          // Of several rows with one id, the first is the recording.
          .forEach(task -> extractions.putIfAbsent(task.itemId(), task));
      anyone = extractions.values().stream().anyMatch(task -> task.state() == State.DONE);
      probes = IdentifyProbes.extracted(spark, extraction);
    }
    String comparison = anyone ? compare(run, set, probes) : null;
    IdentifyCommit commit = new IdentifyCommit(warehouse, run, identifier, extractions);
    Rankings rankings =
        comparison == null ? Rankings.none() : probes.rankings(comparison, run.id());
    SortedSet<Integer> done = run.wavesDone();
    for (Map.Entry<Integer, List<PlanItem>> wave : WavePlan.waves(items).entrySet()) {
      if (!done.contains(wave.getKey())) {
        spark.sparkContext().setJobGroup(run.id(), "identify: decisions", true);
        commit.wave(wave.getKey(), wave.getValue(), rankings.of(wave.getKey()));
      }
    }
    spark.sparkContext().clearJobGroup();
    CrashPoint.reach("identify.before-finish", 0);
    ExpireJob.operations(warehouse, operationsKept);
    run.finish(State.DONE);
  }

  private String extract(Run run) {
    return new ExtractJob(spark, warehouse)
        .manifest(manifest)
        .model(model)
        .options(options)
        .repeat(ExtractJob.Repeat.AGAIN)
        .allowedRoots(allowedRoots)
        .maxBytes(maxBytes)
        .runId(WavePlan.taskId(run.id(), -2))
        .trace(run.trace())
        .progress(progress.ofPart())
        .execute()
        .runId();
  }

  private String compare(Run run, ProfileSet set, IdentifyProbes probes) {
    return new CompareJob(spark, warehouse)
        .sets(set.source(spark), probes.source().without(Suppressions.load(warehouse)))
        .model(model)
        .badRows(CompareJob.BadRows.SKIP)
        .outputs(new Outputs(false, Double.NEGATIVE_INFINITY, ranking, Outputs.Of.ROWS))
        .runId(WavePlan.taskId(run.id(), -3))
        .trace(run.trace())
        .progress(progress.ofPart())
        .execute()
        .runId();
  }

  /** Everything that decides what the run writes, so also how far the profiles are. */
  private Run.Request request(
      ModelBundle bundle, Manifest recordings, ProfileSet set, Identifier identifier) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("manifest", manifest);
    plan.put("manifest_sha256", Sha256.hex(recordings.identity()));
    plan.put("profiles_sha256", ProfileSet.identity(set.enrolled()));
    plan.put("model", bundle.name());
    plan.put("model_fingerprint", bundle.fingerprintHex());
    plan.put("options", options.toString());
    plan.put("threshold", identifier.threshold());
    plan.put("ranking", ranking);
    plan.put("allowed_roots", allowedRoots);
    plan.put("max_bytes", maxBytes);
    plan.put("wave_items", waveItems);
    String json = Json.write(plan);
    return new Run.Request(
        NAME, Sha256.hex(json), json, bundle.name(), bundle.fingerprintHex(), runId, trace);
  }
}
