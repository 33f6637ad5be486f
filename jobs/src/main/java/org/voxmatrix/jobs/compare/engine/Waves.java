package org.voxmatrix.jobs.compare.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.WaveFiles;
import scala.Tuple2;

/** Scores a comparison wave by wave; each wave is committed, and may be done again. */
public final class Waves implements AutoCloseable {

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Warehouse warehouse;
  private final String runId;
  private final String scoreKind;
  private final Backend backend;
  private final ComparePlan plan;
  private final MemberSet a;
  private final MemberSet b;
  private final LongConsumer progress;
  private final LongAccumulator scored;
  private Broadcast<Band> band;
  private int bandStart = -1;

  public Waves(
      SparkSession session,
      Warehouse warehouse,
      String runId,
      String scoreKind,
      Backend backend,
      ComparePlan plan,
      MemberSet a,
      MemberSet b,
      LongConsumer progress) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.warehouse = warehouse;
    this.runId = runId;
    this.scoreKind = scoreKind;
    this.backend = backend;
    this.plan = plan;
    this.a = a;
    this.b = b;
    this.progress = progress;
    this.scored = session.sparkContext().longAccumulator("pairs scored");
  }

  /** Writes the ids of both sets as wave 0. */
  public void writeMembers() {
    WaveFiles files = warehouse.waveFiles(VoxTable.SET_MEMBERS, runId, 0);
    List<byte[]> written = new ArrayList<>(members(a, Side.A, files));
    written.addAll(members(b, Side.B, files));
    files.commit(warehouse, written);
  }

  private static List<byte[]> members(MemberSet set, Side side, WaveFiles files) {
    return set.blocks()
        .mapPartitionsWithIndex((partition, blocks) -> ids(files, partition, side, blocks), false)
        .collect();
  }

  private static Iterator<byte[]> ids(
      WaveFiles files, int partition, Side side, Iterator<VoiceprintBlock> blocks) {
    try (WaveFiles.WaveFile file = files.open(partition)) {
      file.set("side", side.word());
      while (blocks.hasNext()) {
        VoiceprintBlock block = blocks.next();
        for (int i = 0; i < block.count(); i++) {
          file.set("index", (long) block.start() + i).set("id", block.id(i)).write();
        }
      }
      byte[] written = file.finish();
      return written == null ? List.<byte[]>of().iterator() : List.of(written).iterator();
    }
  }

  /** Scores and commits one wave. */
  public void score(Wave wave) {
    WaveTables tables = WaveTables.of(warehouse, plan.outputs(), runId, wave.number());
    if (tables.matrix() != null) {
      tables.matrix().preset("score_kind", scoreKind);
      tables.matrix().preset("col_start", (long) wave.bandStart());
      tables.matrix().preset("col_count", wave.bandEnd() - wave.bandStart());
      tables.matrix().preset("col_block", wave.bandStart() / Math.max(1, plan.bandMembers()));
    }
    ScoreTask task = new ScoreTask(plan, wave, band(wave), tables, scored);
    MemberSet residents = plan.traveller() == Side.A ? b : a;
    JavaPairRDD<Integer, TaskOutput> outputs =
        residents.blocks().mapPartitionsWithIndex(task::run, false).mapToPair(output -> output);
    tables.commit(warehouse, collect(wave, outputs, task));
  }

  private List<TaskOutput> collect(
      Wave wave, JavaPairRDD<Integer, TaskOutput> outputs, ScoreTask task) {
    if (!plan.listsTravellers()) {
      return watched(wave, outputs.values().collectAsync());
    }
    JavaRDD<Tuple2<Integer, Iterable<TaskOutput>>> pieces =
        JavaRDD.fromRDD(outputs.groupByKey().rdd(), null);
    return watched(wave, pieces.mapPartitionsWithIndex(task::merge, false).collectAsync());
  }

  /** Waits for a wave, and reports pairs as tasks end. */
  private List<TaskOutput> watched(Wave wave, JavaFutureAction<List<TaskOutput>> job) {
    long before = scored.value();
    long cells = plan.cells(wave);
    long reported = 0;
    while (true) {
      try {
        List<TaskOutput> outputs = job.get(1, TimeUnit.SECONDS);
        progress.accept(cells - reported);
        return outputs;
      } catch (TimeoutException stillRunning) {
        // Tiles on the diagonal of a set with itself count whole, so never more than there is.
        long now = Math.min(cells, scored.value() - before);
        progress.accept(now - reported);
        reported = now;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException e) {
        job.cancel(true);
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while scoring " + wave.name(), e);
      }
    }
  }

  private Broadcast<Band> band(Wave wave) {
    if (bandStart != wave.bandStart()) {
      close();
      MemberSet travellers = plan.traveller() == Side.A ? a : b;
      List<VoiceprintBlock> blocks = travellers.gather(wave.bandStart(), wave.bandEnd());
      band = spark.broadcast(new Band(blocks, plan.traveller(), backend));
      bandStart = wave.bandStart();
    }
    return band;
  }

  /** Makes hits of the lists that all waves left. */
  public void merge() {
    HitTable.merge(session, runId, plan.mergeWave(), plan.outputs().topK());
  }

  /** Frees the executors' memory of the last band. */
  @Override
  public void close() {
    if (band != null) {
      band.destroy();
      band = null;
    }
  }
}
