package org.voxmatrix.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.score.VoiceprintMatrix;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Ledger;
import org.voxmatrix.tables.PlanItem;
import org.voxmatrix.tables.Run;
import org.voxmatrix.tables.ScoreBlocks;
import org.voxmatrix.tables.State;
import org.voxmatrix.tables.TaskRow;
import org.voxmatrix.tables.Trace;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Scores every voiceprint of set A against every one of set B. A heads the columns, B the rows of
 * the matrix, which is written in bands of rows, a wave each. The comparison is one task; it is
 * rejected as a whole, before any scoring, if a voiceprint is at fault.
 */
public final class CompareJob {

  /** The job's name in tables. */
  public static final String NAME = "compare";

  private static final String SCORE_KIND = "cosine";

  /** What a bad voiceprint of a set does. */
  public enum BadRows {
    /** Rejects the comparison. */
    REJECT,
    /** Is set aside, and listed in the task's detail. */
    SKIP
  }

  private final SparkSession spark;
  private final Ledger ledger;
  private final ScoreBlocks blocks;
  private final Warehouse warehouse;

  private SetSource a;
  private SetSource b;
  private String rawModel;
  private String model;
  private BadRows badRows = BadRows.REJECT;
  private long waveBytes = 1L << 30;
  private int blockColumns = 1 << 16;
  private String runId;
  private Trace trace = new Trace(null, null);
  private Progress progress = Progress.silent();

  public CompareJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.ledger = new Ledger(warehouse);
    this.blocks = new ScoreBlocks(warehouse);
  }

  /**
   * Two sets: Parquet paths, tables, or {@code run:ID}. The same name twice scores a set itself.
   */
  public CompareJob sets(String setA, String setB) {
    warehouse.createTables();
    this.a = SetSource.open(spark, setA, "voiceprints_a");
    this.b = setA.equals(setB) ? a : SetSource.open(spark, setB, "voiceprints_b");
    return this;
  }

  /** Both sets from the service's own request, a JSON file. */
  public CompareJob request(Path file) {
    CompareRequest request = CompareRequest.read(file);
    this.a = request.a();
    this.b = request.b();
    return this;
  }

  /** Voiceprints are bare Base64 float32 vectors of that system, not our envelopes. */
  public CompareJob rawModel(String name) {
    this.rawModel = name;
    return this;
  }

  /** Folder of the model bundle that made the voiceprints; the bundle in the jar when not set. */
  public CompareJob model(String uri) {
    this.model = uri;
    return this;
  }

  public CompareJob badRows(BadRows value) {
    this.badRows = value;
    return this;
  }

  /** Bytes of scores in a wave: what a crash can cost at most. */
  public CompareJob waveBytes(long bytes) {
    this.waveBytes = bytes;
    return this;
  }

  /** Columns in one row of {@code score_blocks}, at most 65,536. */
  public CompareJob blockColumns(int columns) {
    this.blockColumns = columns;
    return this;
  }

  /** The run to start or go on with; chosen when not set. */
  public CompareJob runId(String id) {
    this.runId = id;
    return this;
  }

  public CompareJob trace(Trace value) {
    this.trace = value;
    return this;
  }

  public CompareJob progress(Progress value) {
    this.progress = value;
    return this;
  }

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException if a set, the model or the run id is at fault
   */
  public CompareResult execute() {
    Instant start = Instant.now();
    ModelBundle bundle =
        rawModel != null ? null : ModelRef.bundle(model, spark.sessionState().newHadoopConf());
    try (Run run = Run.open(warehouse, request(bundle))) {
      progress.started(run.id());
      if (!run.isFinished()) {
        RunFailure.recorded(spark, run, () -> work(run, bundle));
      }
      TaskRow task = ledger.task(taskId(run)).orElseThrow();
      return new CompareResult(
          run.id(),
          task.taskId(),
          task.state(),
          task.detail(),
          blocks.count(run.id(), ScoreBlocks.Side.A),
          blocks.count(run.id(), ScoreBlocks.Side.B),
          Duration.between(start, Instant.now()));
    }
  }

  private void work(Run run, ModelBundle bundle) {
    VoiceprintSet setA = VoiceprintSet.read(a, "voiceprints_a", decoder(bundle));
    VoiceprintSet setB = a == b ? setA : VoiceprintSet.read(b, "voiceprints_b", decoder(bundle));
    List<ErrorDetail> faults = new ArrayList<>(setA.faults());
    if (setB != setA) {
      faults.addAll(setB.faults());
    }
    boolean reject =
        !faults.isEmpty() && (badRows == BadRows.REJECT || setA.size() == 0 || setB.size() == 0);
    Bands bands = reject ? Bands.none() : Bands.of(setA.size(), setB.size(), waveBytes);
    if (run.isPlanned()) {
      run.resume();
    } else {
      run.plan(List.of(item(run, bands.count() + 1)), bands.count() + 2, 0);
    }
    if (!reject) {
      score(run, setA, setB, bands, bundle);
    }
    State state = reject ? State.REJECTED : State.DONE;
    finish(run, bands.count() + 1, state, faults);
  }

  private void score(
      Run run, VoiceprintSet setA, VoiceprintSet setB, Bands bands, ModelBundle bundle) {
    Backend backend = Cosine.withMean(bundle == null ? new float[0] : bundle.mean());
    VoiceprintMatrix columns = VoiceprintMatrix.left(setA.voiceprints(), backend);
    VoiceprintMatrix rows = VoiceprintMatrix.right(setB.voiceprints(), backend);
    SortedSet<Integer> done = run.wavesDone();
    if (!done.contains(0)) {
      blocks.writeMembers(run.id(), 0, setA.ids(), setB.ids());
      ledger.writeTasks(run.id(), 0, List.of(part(run, 0, "set members")));
    }
    progress.total(setB.size(), "rows");
    try (MatrixWaves waves =
        new MatrixWaves(spark, blocks, run.id(), SCORE_KIND, columns, blockColumns)) {
      for (int band = 0; band < bands.count(); band++) {
        int wave = band + 1;
        if (!done.contains(wave)) {
          label(run, band, bands.count());
          CrashPoint.reach("compare.before-data", wave);
          run.checkLease();
          waves.write(
              wave, bands.start(band), rows.slice(bands.start(band), bands.end(band)), setB.ids());
          CrashPoint.reach("compare.before-tasks", wave);
          run.checkLease();
          ledger.writeTasks(
              run.id(),
              wave,
              List.of(part(run, wave, "rows " + bands.start(band) + "-" + (bands.end(band) - 1))));
          CrashPoint.reach("compare.after-tasks", wave);
        }
        progress.advance(bands.end(band) - bands.start(band));
      }
    }
    progress.done();
  }

  private void label(Run run, int band, int bands) {
    String what = "compare: band " + (band + 1) + " of " + bands;
    spark.sparkContext().setJobGroup(run.id(), what, true);
  }

  private void finish(Run run, int wave, State state, List<ErrorDetail> faults) {
    TaskError error = TaskError.of(state);
    String fault = faults.isEmpty() ? null : faults.get(0).type();
    run.checkLease();
    ledger.writeTasks(
        run.id(),
        wave,
        List.of(task(run, wave, NAME, "comparison", state, error, fault, Json.write(faults))));
    CrashPoint.reach("compare.before-finish", 0);
    run.finish(state);
  }

  /** The mark that a wave of the comparison is done; the comparison's own task comes last. */
  private TaskRow part(Run run, int wave, String what) {
    return task(run, wave, NAME + ".part", what, State.DONE, TaskError.of(State.DONE), null, "[]");
  }

  private TaskRow task(
      Run run,
      int wave,
      String job,
      String itemId,
      State state,
      TaskError error,
      String fault,
      String detail) {
    boolean whole = job.equals(NAME);
    return new TaskRow(
        run.id(),
        wave,
        wave,
        whole ? taskId(run) : ExtractPlan.taskId(run.id(), wave),
        job,
        itemId,
        null,
        null,
        null,
        state,
        error.type(),
        error.message(),
        fault,
        detail,
        null,
        null,
        run.trace(),
        Instant.now());
  }

  private static PlanItem item(Run run, int wave) {
    return new PlanItem(wave, 0, taskId(run), "comparison", null, -1, "", 0, false);
  }

  private static String taskId(Run run) {
    return ExtractPlan.taskId(run.id(), -1);
  }

  private Function<String, Voiceprint> decoder(ModelBundle bundle) {
    if (rawModel != null) {
      return text -> Voiceprint.decodeRaw(text, rawModel);
    }
    long expected = bundle.fingerprint();
    return text -> {
      Voiceprint voiceprint = Voiceprint.decode(text);
      if (voiceprint.fingerprint() != expected) {
        throw otherModel(voiceprint, bundle);
      }
      return voiceprint;
    };
  }

  private static RejectedException otherModel(Voiceprint voiceprint, ModelBundle bundle) {
    String expected = HexFormat.of().toHexDigits(bundle.fingerprint());
    return new RejectedException(
        Fault.VOICEPRINT_OTHER_MODEL,
        List.of("voiceprint"),
        "The voiceprint is of model "
            + voiceprint.fingerprintHex()
            + ", expected "
            + expected
            + " ("
            + bundle.name()
            + "): extract it with that model, or give its own by --model.",
        Map.of("model", voiceprint.fingerprintHex(), "expected", expected));
  }

  /** Everything that decides what the run writes. */
  private Run.Request request(ModelBundle bundle) {
    String modelName = bundle == null ? rawModel : bundle.name();
    String fingerprint = bundle == null ? null : HexFormat.of().toHexDigits(bundle.fingerprint());
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("a_sha256", Json.sha256(a.identity()));
    plan.put("b_sha256", Json.sha256(b.identity()));
    plan.put("model", modelName);
    plan.put("model_fingerprint", fingerprint);
    plan.put("bad_rows", badRows.name().toLowerCase(Locale.ROOT));
    plan.put("wave_bytes", waveBytes);
    plan.put("block_columns", blockColumns);
    String json = Json.write(plan);
    return new Run.Request(NAME, Json.sha256(json), json, modelName, fingerprint, runId, trace);
  }
}
