package org.voxmatrix.jobs.compare.engine;

import java.util.Arrays;
import java.util.Random;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.PackedBlock;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Measures how fast one core of this machine scores. */
public final class KernelRate {

  private static final long WARM_UP_NANOS = 1_500_000_000;
  private static final long NANOS = 500_000_000;
  private static final int COLUMNS = 1024;
  private static final int ROWS = 256;

  private KernelRate() {}

  /** Pairs a second of one core, after a warm-up, over half a second. */
  public static double pairsPerSecond(Backend backend, int dimension) {
    PackedBlock columns =
        new PackedBlock(PreparedBlock.of(random(COLUMNS, dimension), Side.A, backend));
    PreparedBlock rows = PreparedBlock.of(random(ROWS, dimension), Side.B, backend);
    Tile tile = new Tile();
    rate(tile, columns, rows, WARM_UP_NANOS);
    return rate(tile, columns, rows, NANOS);
  }

  private static double rate(Tile tile, PackedBlock columns, PreparedBlock rows, long nanos) {
    long start = System.nanoTime();
    long pairs = 0;
    while (System.nanoTime() - start < nanos) {
      tile.fill(columns, rows, 0, ROWS);
      pairs += (long) COLUMNS * ROWS;
    }
    return pairs * 1e9 / (System.nanoTime() - start);
  }

  private static VoiceprintBlock random(int count, int dimension) {
    Random random = new Random(count);
    float[] embeddings = new float[count * dimension];
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[i] = (float) random.nextGaussian();
    }
    String[] ids = new String[count];
    Arrays.fill(ids, "");
    return new VoiceprintBlock(0, ids, dimension, embeddings);
  }
}
