package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.score.PairScan.Pairs;
import org.voxmatrix.score.Side;

/**
 * How a matrix is cut into waves. One side is broadcast to the executors in bands; the other is
 * streamed, as Spark's joins call it: its blocks stay on the executors, and tasks go through them.
 * For a matrix, bands are blocks of columns; for hits, the set that fits one band is broadcast, so
 * that the top-k lists of the other are complete after one wave, otherwise the smaller one.
 *
 * @param pairs which pairs can be hits
 * @param broadcastSide the side that is broadcast
 * @param bandMembers members of a band; the last may have fewer
 * @param waves in order, numbered from 1
 */
public record ComparePlan(
    Outputs outputs,
    Side broadcastSide,
    Pairs pairs,
    int countA,
    int countB,
    int dimension,
    int bandMembers,
    List<Wave> waves)
    implements Serializable {

  /** Rows of a tile: with a block of columns, tile and vectors stay in the L2 cache. */
  static final int TILE_ROWS = 128;

  /** Rows of a tile if whole matrix rows are kept until they are written. */
  static final int MATRIX_TILE_ROWS = 64;

  /** How many sets are compared. */
  public enum Sets {
    TWO,
    /** A set against itself: half of the pairs give all hits. */
    ONE
  }

  /** Plans the comparison of two sets, or of one with itself. */
  public static ComparePlan of(
      Outputs outputs, Sets sets, int countA, int countB, int dimension, WaveLimits limits) {
    int band = bandMembers(outputs, dimension, limits);
    Side broadcastSide = broadcastSide(outputs, sets, countA, countB, band);
    int broadcast = broadcastSide == Side.A ? countA : countB;
    int streamed = broadcastSide == Side.A ? countB : countA;
    Pairs pairs = sets == Sets.ONE ? Pairs.ONCE : Pairs.ALL;
    List<Wave> waves = new ArrayList<>();
    for (int start = 0; start < broadcast; start += band) {
      int end = (int) Math.min(broadcast, (long) start + band);
      int range = rangeMembers(outputs, end - start, limits);
      for (int first = 0; first < streamed; first += range) {
        int last = (int) Math.min(streamed, (long) first + range);
        if (outputs.matrix() || pairs == Pairs.ALL || first < end - 1) {
          waves.add(new Wave(waves.size() + 1, start, end, first, last));
        }
      }
    }
    return new ComparePlan(outputs, broadcastSide, pairs, countA, countB, dimension, band, waves);
  }

  private static int bandMembers(Outputs outputs, int dimension, WaveLimits limits) {
    if (outputs.matrix()) {
      return limits.blockColumns();
    }
    return (int) Math.max(1, Math.min(1 << 30, limits.bandBytes() / Float.BYTES / dimension));
  }

  private static int rangeMembers(Outputs outputs, int band, WaveLimits limits) {
    long cells = limits.waveCells();
    if (outputs.matrix()) {
      cells = Math.min(cells, limits.waveBytes() / Float.BYTES);
    }
    return (int) Math.max(1, Math.min(1 << 30, cells / band));
  }

  private static Side broadcastSide(Outputs outputs, Sets sets, int countA, int countB, int band) {
    if (outputs.matrix() || sets == Sets.ONE) {
      return Side.A;
    }
    boolean listsOfA = outputs.lists(Side.A);
    boolean listsOfB = outputs.lists(Side.B);
    if (listsOfB && !listsOfA && countA <= band) {
      return Side.A;
    }
    if (listsOfA && !listsOfB && countB <= band) {
      return Side.B;
    }
    return countA <= countB ? Side.A : Side.B;
  }

  /** The side whose blocks stay on the executors. */
  public Side streamedSide() {
    return broadcastSide.other();
  }

  /** Members of a side. */
  public int count(Side side) {
    return side == Side.A ? countA : countB;
  }

  /** Whether members of a side get top-k lists; if a set is compared with itself, all do. */
  boolean hasLists(Side side) {
    return pairs == Pairs.ONCE ? outputs.topK() > 0 : outputs.lists(side);
  }

  /** Whose lists those of a side are: if a set is compared with itself, always the rows'. */
  Side listSide(Side side) {
    return pairs == Pairs.ONCE ? Side.B : side;
  }

  /** Pairs that are scored. */
  public long cells() {
    if (pairs == Pairs.ONCE && !outputs.matrix()) {
      return (long) countA * (countA - 1) / 2;
    }
    return (long) countA * countB;
  }

  /** Pairs that a wave scores. */
  public long cells(Wave wave) {
    if (outputs.matrix() || pairs == Pairs.ALL) {
      return wave.cells();
    }
    long cells = 0;
    // Columns after the row: constant before the band, then one fewer per row.
    int before = Math.min(wave.rangeEnd(), wave.bandStart());
    int first = wave.rangeStart();
    if (before > first) {
      cells += (long) (before - first) * (wave.bandEnd() - wave.bandStart());
      first = before;
    }
    int last = Math.min(wave.rangeEnd(), wave.bandEnd());
    if (last > first) {
      long longest = wave.bandEnd() - 1L - first;
      long shortest = wave.bandEnd() - (long) last;
      cells += (longest + shortest) * (last - first) / 2;
    }
    return cells;
  }

  /** Bytes of scores that a matrix takes; 0 without one. */
  public long matrixBytes() {
    return outputs.matrix() ? (long) countA * countB * Float.BYTES : 0;
  }

  /** Bytes that a task works on in addition to the sets: tiles, whole rows, and top-k lists. */
  public long taskBytes() {
    int band = Math.min(bandMembers, count(broadcastSide));
    long rows = outputs.matrix() ? (long) MATRIX_TILE_ROWS * band * Float.BYTES : 0;
    long lists = hasLists(broadcastSide) ? 12L * outputs.topK() * band : 0;
    return rows + lists + (long) TILE_ROWS * SetReader.LARGEST_BLOCK * Float.BYTES;
  }

  /** The wave that merges top-k lists; 0 if there is none. */
  public int mergeWave() {
    return outputs.topK() > 0 ? waves.size() + 1 : 0;
  }

  /** Number of the last wave that leaves data. */
  public int lastWave() {
    return Math.max(waves.size(), mergeWave());
  }
}
