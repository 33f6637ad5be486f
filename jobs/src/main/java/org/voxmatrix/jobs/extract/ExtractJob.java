package org.voxmatrix.jobs.extract;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.RunFailure;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.AllowedRoots;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.RecordingSource;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.recordings.WaveSize;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * Turns the recordings of a manifest into voiceprints, one for each channel, and a task row for
 * each recording. Work goes in waves; a run that was cut off goes on with its unfinished waves.
 */
public final class ExtractJob {

  /** The job's name in tables. */
  public static final String NAME = "extract";

  /** What to do with recordings that an earlier run did with the same model and options. */
  public enum Repeat {
    SKIP,
    AGAIN
  }

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Ledger ledger;

  private String manifest;
  private String model;
  private ExtractOptions options = ExtractOptions.DEFAULT;
  private Repeat repeat = Repeat.SKIP;
  private String retryOf;
  private long limit = Long.MAX_VALUE;
  private AllowedRoots roots = new AllowedRoots(List.of());
  private long maxBytes = 2L << 30;
  private int waveItems = 2000;
  private long waveBytes = 4L << 30;
  private String runId;
  private CallerIds trace = new CallerIds(null, null);
  private Progress progress = Progress.silent();

  public ExtractJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.ledger = new Ledger(warehouse);
  }

  /** Parquet file, folder or glob with the recordings. */
  public ExtractJob manifest(String path) {
    this.manifest = path;
    return this;
  }

  /** Folder of a model bundle; the bundle in the jar when not set. */
  public ExtractJob model(String uri) {
    this.model = uri;
    return this;
  }

  public ExtractJob options(ExtractOptions value) {
    this.options = value;
    return this;
  }

  public ExtractJob repeat(Repeat value) {
    this.repeat = value;
    return this;
  }

  /** Only the recordings that were rejected or failed in that run. */
  public ExtractJob retryOf(String run) {
    this.retryOf = run;
    return this;
  }

  /** At most that many recordings of the manifest, the first ones. */
  public ExtractJob limit(long items) {
    this.limit = items;
    return this;
  }

  /** Folders that recordings may be read from; none allows all. */
  public ExtractJob allowedRoots(List<String> folders) {
    this.roots = new AllowedRoots(folders);
    return this;
  }

  /** Recordings of more bytes are rejected. */
  public ExtractJob maxBytes(long bytes) {
    this.maxBytes = bytes;
    return this;
  }

  /** Recordings in a wave: what a crash can cost at most. */
  public ExtractJob waveItems(int items) {
    this.waveItems = items;
    return this;
  }

  /** Bytes of audio in a wave. */
  public ExtractJob waveBytes(long bytes) {
    this.waveBytes = bytes;
    return this;
  }

  /** The run to start or go on with; chosen when not set. */
  public ExtractJob runId(String id) {
    this.runId = id;
    return this;
  }

  public ExtractJob trace(CallerIds value) {
    this.trace = value;
    return this;
  }

  public ExtractJob progress(Progress value) {
    this.progress = value;
    return this;
  }

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if the manifest, the model or the run id is at
   *     fault; nothing has been written then
   */
  public ExtractResult execute() {
    Instant start = Instant.now();
    ModelBundle bundle = ModelRef.bundle(model, hadoop());
    try (Manifest recordings = Manifest.open(spark, manifest);
        Run run = Run.open(warehouse, request(bundle, recordings))) {
      progress.started(run.id());
      if (!run.isFinished()) {
        RunFailure.recorded(spark, run, () -> work(run, recordings, bundle));
      }
      return new ExtractResult(
          run.id(),
          ledger.summary(run.id(), NAME),
          run.row().skipped(),
          Duration.between(start, Instant.now()));
    }
  }

  /** Says what {@link #execute} would do, and tries a few recordings to tell how long. */
  public ExtractEstimate estimate() {
    ModelBundle bundle = ModelRef.bundle(model, hadoop());
    try (Manifest recordings = Manifest.open(spark, manifest)) {
      WavePlan plan =
          plan("", recordings, optionsKey(bundle)).without(Suppressions.load(warehouse));
      return new ExtractEstimator(spark, recordings, worker(recordings, bundle, counter()))
          .estimate(plan);
    }
  }

  private void work(Run run, Manifest recordings, ModelBundle bundle) {
    String optionsKey = optionsKey(bundle);
    List<PlanItem> items =
        WavePlan.frozen(
            run, Suppressions.load(warehouse), () -> plan(run.id(), recordings, optionsKey));
    LongAccumulator finished = counter();
    ExtractWaves waves = new ExtractWaves(spark, recordings, worker(recordings, bundle, finished));
    ExtractCommit commit =
        new ExtractCommit(ledger, new VoiceprintTable(warehouse), run, optionsKey);
    new WaveLoop(spark, run, progress)
        .each(
            items,
            "recordings",
            finished,
            (number, wave) -> commit.wave(number, waves.outcomes(wave)));
    CrashPoint.reach("extract.before-finish", 0);
    run.finish(State.DONE);
  }

  private WavePlan plan(String id, Manifest recordings, String optionsKey) {
    Set<Ledger.DoneItem> done = repeat == Repeat.AGAIN ? Set.of() : ledger.done(NAME, optionsKey);
    Set<String> wanted = retryOf == null ? null : ledger.unfinishedItems(retryOf);
    WaveSize size = new WaveSize(waveItems, waveBytes);
    return WavePlan.of(
        id,
        recordings.entries(),
        wanted,
        entry -> done.contains(new Ledger.DoneItem(entry.recordingId(), entry.uri(), entry.size())),
        limit,
        size);
  }

  private ExtractWorker worker(Manifest recordings, ModelBundle bundle, LongAccumulator finished) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new ExtractWorker(
        ModelRef.of(model, context),
        bundle.name(),
        bundle.fingerprint(),
        options,
        new RecordingSource(roots, maxBytes, new SerializableConfiguration(hadoop())),
        recordings.others(),
        finished);
  }

  private LongAccumulator counter() {
    return spark.sparkContext().longAccumulator("recordings");
  }

  private Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }

  /** Results under the same key are the same, so they need not be made again. */
  private String optionsKey(ModelBundle bundle) {
    return Sha256.hex(Json.write(List.of(bundle.fingerprint(), options.toString())));
  }

  /** Everything that decides what the run writes. */
  private Run.Request request(ModelBundle bundle, Manifest recordings) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("manifest", manifest);
    plan.put("manifest_sha256", Sha256.hex(recordings.identity()));
    plan.put("model", bundle.name());
    plan.put("model_fingerprint", bundle.fingerprintHex());
    plan.put("options", options.toString());
    plan.put("repeat", repeat.name().toLowerCase(Locale.ROOT));
    plan.put("retry_of", retryOf);
    plan.put("limit", limit == Long.MAX_VALUE ? null : limit);
    plan.put("allowed_roots", roots.roots());
    plan.put("max_bytes", maxBytes);
    plan.put("wave_items", waveItems);
    plan.put("wave_bytes", waveBytes);
    String json = Json.write(plan);
    return new Run.Request(
        NAME, Sha256.hex(json), json, bundle.name(), bundle.fingerprintHex(), runId, trace);
  }
}
