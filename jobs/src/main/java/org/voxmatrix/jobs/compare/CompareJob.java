package org.voxmatrix.jobs.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.RunFailure;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.HitTable;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.SetReader;
import org.voxmatrix.jobs.compare.engine.VoiceprintDecoder;
import org.voxmatrix.jobs.compare.engine.Wave;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.compare.engine.WaveScorer;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TaskError;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.score.KernelChoice;
import org.voxmatrix.score.Side;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Scores every voiceprint of set A against every one of set B, wave by wave. A heads the columns, B
 * the rows of the matrix. The comparison is one task; it is rejected as a whole, before any
 * scoring, if a voiceprint is at fault.
 */
public final class CompareJob {

  /** The job's name in tables. */
  public static final String NAME = "compare";

  /** What a bad voiceprint of a set does. */
  public enum BadRows {
    /** Rejects the comparison. */
    REJECT,
    /** Is set aside, and listed in the task's detail. */
    SKIP
  }

  private final SparkSession spark;
  private final Ledger ledger;
  private final Warehouse warehouse;

  private SetSource a;
  private SetSource b;
  private String rawModel;
  private String model;
  private BadRows badRows = BadRows.REJECT;
  private Outputs outputs = Outputs.MATRIX;
  private WaveLimits limits = WaveLimits.DEFAULT;
  private String runId;
  private CallerIds trace = new CallerIds(null, null);
  private Progress progress = Progress.silent();

  public CompareJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.ledger = new Ledger(warehouse);
  }

  /**
   * Two sets: Parquet paths, tables, or {@code run:ID}. The same name twice scores a set itself.
   */
  public CompareJob sets(String setA, String setB) {
    warehouse.createTables();
    Suppressions suppressed = Suppressions.load(warehouse);
    this.a = SetSource.open(spark, setA, "voiceprints_a").without(suppressed);
    this.b =
        setA.equals(setB) ? a : SetSource.open(spark, setB, "voiceprints_b").without(suppressed);
    return this;
  }

  /** Two sets of another job. */
  public CompareJob sets(SetSource setA, SetSource setB) {
    warehouse.createTables();
    this.a = setA;
    this.b = setB;
    return this;
  }

  /** Both sets from the service's own request, a JSON file. */
  public CompareJob request(Path file) {
    warehouse.createTables();
    CompareRequest request = CompareRequest.read(spark, file);
    this.a = request.a();
    this.b = request.b();
    return this;
  }

  /** Voiceprints are raw Base64 float32 vectors of that system, not our envelopes. */
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

  /** What is written; the matrix alone when not set. */
  public CompareJob outputs(Outputs value) {
    this.outputs = value;
    return this;
  }

  /** How much is done and committed at once. */
  public CompareJob limits(WaveLimits value) {
    this.limits = value;
    return this;
  }

  /** The run to start or go on with; chosen when not set. */
  public CompareJob runId(String id) {
    this.runId = id;
    return this;
  }

  public CompareJob trace(CallerIds value) {
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
   * @throws org.voxmatrix.error.RequestException if a set, the model or the run id is at fault, or
   *     the matrix does not fit the storage
   */
  public CompareResult execute() {
    Instant start = Instant.now();
    KernelChoice.best(); // Fails here where none can run, not in every task.
    ModelBundle bundle = bundle();
    try (Run run = Run.open(warehouse, request(bundle))) {
      progress.started(run.id());
      if (!run.isFinished()) {
        RunFailure.recorded(spark, run, () -> work(run, bundle));
      }
      TaskRow task = ledger.task(taskId(run)).orElseThrow();
      ScoreBlocks members = new ScoreBlocks(warehouse);
      return new CompareResult(
          run.id(),
          task.taskId(),
          task.state(),
          task.detail(),
          members.count(run.id(), Side.A),
          members.count(run.id(), Side.B),
          HitTable.count(warehouse, VoxTable.HITS, run.id()),
          Duration.between(start, Instant.now()));
    }
  }

  /** How the comparison would be done, without doing it. */
  public CompareForecast forecast() {
    ModelBundle bundle = bundle();
    try (ComparedSets sets = read(bundle)) {
      return CompareForecast.of(
          spark, warehouse, new Comparison(sets, backend(bundle), sets.plan(outputs, limits)));
    }
  }

  private ModelBundle bundle() {
    return rawModel != null ? null : ModelRef.bundle(model, spark.sessionState().newHadoopConf());
  }

  private static Backend backend(ModelBundle bundle) {
    return Cosine.withMean(bundle == null ? new float[0] : bundle.mean());
  }

  private ComparedSets read(ModelBundle bundle) {
    SetReader reader = new SetReader(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    VoiceprintDecoder decoder = VoiceprintDecoder.of(bundle, rawModel, backend(bundle));
    // Again, because an erasure may have come between the choice of the sets and the lease.
    Suppressions suppressed = Suppressions.load(warehouse);
    MemberSet setA =
        reader.read(
            a.without(suppressed).rows(),
            "voiceprints_a",
            decoder,
            bundle == null ? 0 : bundle.embeddingSize());
    MemberSet setB =
        a == b
            ? setA
            : reader.read(b.without(suppressed).rows(), "voiceprints_b", decoder, setA.dimension());
    return new ComparedSets(setA, setB);
  }

  private void work(Run run, ModelBundle bundle) {
    label(run, "reading sets");
    try (ComparedSets sets = read(bundle)) {
      List<ErrorDetail> faults = sets.faults();
      boolean reject = !faults.isEmpty() && (badRows == BadRows.REJECT || sets.isEmpty());
      ComparePlan plan = reject ? null : sets.plan(outputs, limits);
      int last = reject ? 1 : plan.lastWave() + 1;
      SortedSet<Integer> done = run.wavesDone();
      if (!reject) {
        FreeSpace.check(spark, warehouse, plan, done);
      }
      if (run.isPlanned()) {
        run.resume();
      } else {
        run.plan(List.of(item(run, last)), last + 1, 0);
      }
      if (!reject) {
        score(run, new Comparison(sets, backend(bundle), plan), done);
      }
      finish(run, last, reject ? State.REJECTED : State.DONE, faults);
    } finally {
      spark.sparkContext().clearJobGroup();
    }
  }

  private void score(Run run, Comparison comparison, SortedSet<Integer> done) {
    ComparePlan plan = comparison.plan();
    progress.total(plan.cells(), "pairs");
    try (WaveScorer scorer =
        new WaveScorer(spark, warehouse, run.id(), comparison, progress::advance)) {
      commit(run, done, 0, "set members", scorer::writeMembers);
      for (Wave wave : plan.waves()) {
        if (done.contains(wave.number())) {
          progress.advance(plan.cells(wave));
        }
        commit(run, done, wave.number(), wave.name(), () -> scorer.score(wave));
      }
      if (plan.mergeWave() > 0) {
        commit(run, done, plan.mergeWave(), "best of all waves", scorer::merge);
        run.checkLease();
        HitTable.dropCandidates(warehouse, run.id());
      }
    }
    progress.done();
  }

  /** Does a wave unless it is done: its data first, the mark that it is done last. */
  private void commit(Run run, SortedSet<Integer> done, int wave, String what, Runnable work) {
    if (done.contains(wave)) {
      return;
    }
    label(run, what);
    CrashPoint.reach("compare.before-data", wave);
    run.checkLease();
    work.run();
    CrashPoint.reach("compare.before-tasks", wave);
    run.checkLease();
    ledger.writeTasks(
        run.id(),
        wave,
        List.of(
            task(
                run,
                wave,
                NAME + ".part",
                what,
                State.DONE,
                TaskError.of(State.DONE),
                null,
                "[]")));
    CrashPoint.reach("compare.after-tasks", wave);
  }

  /** What the Spark UI shows beside jobs. */
  private void label(Run run, String what) {
    spark.sparkContext().setJobGroup(run.id(), "compare: " + what, true);
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

  /** The comparison's own task comes last; parts of it mark that a wave is done. */
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
        whole ? taskId(run) : WavePlan.taskId(run.id(), wave),
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
    return new PlanItem(wave, 0, taskId(run), "comparison", null, -1, "", 0, false, null);
  }

  private static String taskId(Run run) {
    return WavePlan.taskId(run.id(), -1);
  }

  /** Everything that decides what the run writes. */
  private Run.Request request(ModelBundle bundle) {
    String modelName = bundle == null ? rawModel : bundle.name();
    String fingerprint = bundle == null ? null : bundle.fingerprintHex();
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("a_sha256", Json.sha256(a.identity()));
    plan.put("b_sha256", Json.sha256(b.identity()));
    plan.put("model", modelName);
    plan.put("model_fingerprint", fingerprint);
    plan.put("bad_rows", badRows.name().toLowerCase(Locale.ROOT));
    plan.put("outputs", outputs.toString());
    plan.put("limits", limits.toString());
    String json = Json.write(plan);
    return new Run.Request(NAME, Json.sha256(json), json, modelName, fingerprint, runId, trace);
  }
}
