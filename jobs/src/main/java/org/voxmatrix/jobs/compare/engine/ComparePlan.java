package org.voxmatrix.jobs.compare.engine;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.score.PairScan.Pairs;
import org.voxmatrix.score.Side;

/**
 * How a matrix is cut into waves. One set travels to the executors in bands, the other resides
 * there: for a matrix, bands are blocks of columns; for hits, the set that fits one band travels,
 * so that the lists of the other are complete after one wave, or else the smaller one.
 *
 * @param traveller the set that travels
 * @param pairs which pairs can be hits
 * @param bandMembers members of a band; the last may have fewer
 * @param waves in order, numbered from 1
 */
public record ComparePlan(
    Outputs outputs,
    Side traveller,
    Pairs pairs,
    int countA,
    int countB,
    int dimension,
    int bandMembers,
    List<Wave> waves) {

  /** Whose hits a list has. */
  public enum Sets {
    TWO,
    /** A set against itself: half the pairs tell all hits. */
    ONE
  }

  /** Plans the comparison of two sets, or of one with itself. */
  public static ComparePlan of(
      Outputs outputs, Sets sets, int countA, int countB, int dimension, WaveLimits limits) {
    int band = bandMembers(outputs, dimension, limits);
    Side traveller = traveller(outputs, sets, countA, countB, band);
    int travelling = traveller == Side.A ? countA : countB;
    int residing = traveller == Side.A ? countB : countA;
    Pairs pairs = sets == Sets.ONE ? Pairs.ONCE : Pairs.ALL;
    List<Wave> waves = new ArrayList<>();
    for (int start = 0; start < travelling; start += band) {
      int end = (int) Math.min(travelling, (long) start + band);
      int range = rangeMembers(outputs, end - start, limits);
      for (int first = 0; first < residing; first += range) {
        int last = (int) Math.min(residing, (long) first + range);
        if (outputs.matrix() || pairs == Pairs.ALL || first < end - 1) {
          waves.add(new Wave(waves.size() + 1, start, end, first, last));
        }
      }
    }
    return new ComparePlan(outputs, traveller, pairs, countA, countB, dimension, band, waves);
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

  private static Side traveller(Outputs outputs, Sets sets, int countA, int countB, int band) {
    if (outputs.matrix() || sets == Sets.ONE) {
      return Side.A;
    }
    if (outputs.rows() && !outputs.columns() && countA <= band) {
      return Side.A;
    }
    if (outputs.columns() && !outputs.rows() && countB <= band) {
      return Side.B;
    }
    return countA <= countB ? Side.A : Side.B;
  }

  /** Whether the members of the resident set get lists of their best. */
  boolean listsResidents() {
    return pairs == Pairs.ONCE && outputs.topK() > 0 || lists(traveller.other());
  }

  /** Whether the members of the travelling set get lists of their best. */
  boolean listsTravellers() {
    return pairs == Pairs.ONCE && outputs.topK() > 0 || lists(traveller);
  }

  private boolean lists(Side side) {
    return side == Side.A ? outputs.columns() : outputs.rows();
  }

  /** The side whose lists the residents' are: of a set against itself, always the rows. */
  Side residentLists() {
    return pairs == Pairs.ONCE ? Side.B : traveller.other();
  }

  Side travellerLists() {
    return pairs == Pairs.ONCE ? Side.B : traveller;
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
    // Columns after the row: constant before the band, then falling by one a row.
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

  /** Bytes that a task works on beside the sets: tiles, whole rows, and lists of the best. */
  public long taskBytes() {
    int travelling = Math.min(bandMembers, traveller == Side.A ? countA : countB);
    long rows = outputs.matrix() ? (long) ScoreTask.MATRIX_ROWS * travelling * Float.BYTES : 0;
    long lists = listsTravellers() ? 12L * outputs.topK() * travelling : 0;
    return rows + lists + (long) ScoreTask.ROWS * SetReader.LARGEST_BLOCK * Float.BYTES;
  }

  /** The wave that merges lists of the best; 0 if there is none. */
  public int mergeWave() {
    return outputs.topK() > 0 ? waves.size() + 1 : 0;
  }

  /** Number of the last wave that leaves data. */
  public int lastWave() {
    return Math.max(waves.size(), mergeWave());
  }
}
