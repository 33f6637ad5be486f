package org.voxmatrix.benchmarks.scoring;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.score.PackedBlock;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** The kernel without Spark, on blocks as large as the job's. */
final class Engine {

  private static final int MEMBERS = 1024;
  private static final int ROWS = 256;
  private static final int BLOCKS = 8;
  private static final long NANOS = 2_000_000_000L;

  private Engine() {}

  /** Pairs a second of processor time, on one thread. */
  static double pairsPerCoreSecond(int dimension) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Backend backend = Cosine.withMean();
    PackedBlock columns = new PackedBlock(PreparedBlock.of(block(1, dimension), Side.A, backend));
    PreparedBlock rows = PreparedBlock.of(block(2, dimension), Side.B, backend);
    long start = threads.getCurrentThreadCpuTime();
    double pairs = rate(List.of(columns), rows) * NANOS / 1e9;
    return pairs * 1e9 / (threads.getCurrentThreadCpuTime() - start);
  }

  /** Pairs a second of so many threads, over two seconds. */
  static double pairsPerSecond(int threads, int dimension) throws Exception {
    Backend backend = Cosine.withMean();
    List<PackedBlock> columns = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      columns.add(new PackedBlock(PreparedBlock.of(block(i, dimension), Side.A, backend)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Double>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        PreparedBlock rows = PreparedBlock.of(block(100 + i, dimension), Side.B, backend);
        work.add(() -> rate(columns, rows));
      }
      double rate = 0;
      for (Future<Double> future : pool.invokeAll(work)) {
        rate += future.get();
      }
      return rate;
    } finally {
      pool.shutdown();
    }
  }

  private static double rate(List<PackedBlock> columns, PreparedBlock rows) {
    Tile tile = new Tile();
    long start = System.nanoTime();
    long pairs = 0;
    while (System.nanoTime() - start < NANOS) {
      for (int first = 0; first < MEMBERS; first += ROWS) {
        for (PackedBlock block : columns) {
          tile.fill(block, rows, first, ROWS);
          pairs += (long) ROWS * MEMBERS;
        }
      }
    }
    return pairs * 1e9 / (System.nanoTime() - start);
  }

  private static VoiceprintBlock block(int seed, int dimension) {
    String[] ids = new String[MEMBERS];
    float[] embeddings = new float[MEMBERS * dimension];
    for (int i = 0; i < MEMBERS; i++) {
      ids[i] = "";
      System.arraycopy(
          RandomSets.vector(seed, i, dimension), 0, embeddings, i * dimension, dimension);
    }
    return new VoiceprintBlock(0, ids, dimension, embeddings);
  }
}
