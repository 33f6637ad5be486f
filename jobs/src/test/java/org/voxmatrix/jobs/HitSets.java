package org.voxmatrix.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** Sets full of ties, exact and near, and the hits that float64 finds in them. */
final class HitSets {

  static final int DIMENSION = 64;

  private HitSets() {}

  /**
   * Vectors whose scores tie. Two thirds have values of plus or minus one, so that their norm is 8
   * and their scores are exact multiples of 1/32; of these every fourth repeats an earlier one. The
   * rest is random.
   */
  static float[][] tied(int count, long seed) {
    Random random = new Random(seed);
    float[][] vectors = RawSets.random(count, DIMENSION, seed + 1);
    for (int i = 0; i < count; i++) {
      if (i % 3 == 2) {
        continue;
      }
      for (int k = 0; k < DIMENSION; k++) {
        vectors[i][k] = random.nextInt(4) == 0 ? -1 : 1;
      }
      if (i % 4 == 3) {
        vectors[i] = vectors[i - 3].clone();
      }
    }
    return vectors;
  }

  /**
   * As {@link #tied}, and every fifth vector is off by the last bit of one value, which moves its
   * scores by about 1e-9: less than float32 can tell, and far more than float64 errs.
   */
  static float[][] nearlyTied(int count, long seed) {
    float[][] vectors = tied(count, seed);
    for (int i = 4; i < count; i += 5) {
      vectors[i][i % DIMENSION] = Math.nextUp(vectors[i][i % DIMENSION]);
    }
    return vectors;
  }

  /** All scores in float64, by commons-math3: {@code [row of B][column of A]}. */
  static double[][] scores(float[][] a, float[][] b) {
    return matrix(b).multiply(matrix(a).transpose()).getData();
  }

  private static RealMatrix matrix(float[][] vectors) {
    double[][] unit = new double[vectors.length][DIMENSION];
    for (int i = 0; i < unit.length; i++) {
      double square = 0;
      for (float x : vectors[i]) {
        square += (double) x * x;
      }
      for (int k = 0; k < DIMENSION; k++) {
        unit[i][k] = vectors[i][k] / Math.sqrt(square);
      }
    }
    return new Array2DRowRealMatrix(unit, false);
  }

  /** Pairs of at least {@code threshold}, as "b a". */
  static List<String> above(double[][] scores, double threshold, boolean once) {
    List<String> hits = new ArrayList<>();
    for (int row = 0; row < scores.length; row++) {
      for (int column = once ? row + 1 : 0; column < scores[row].length; column++) {
        if (scores[row][column] >= threshold) {
          hits.add(name(row, column));
        }
      }
    }
    hits.sort(null);
    return hits;
  }

  /** The k best columns of each row with their rank, as "b a" to rank. */
  static Map<String, Integer> best(double[][] scores, int k, double threshold, boolean self) {
    Map<String, Integer> best = new TreeMap<>();
    for (int row = 0; row < scores.length; row++) {
      double[] of = scores[row];
      List<Integer> columns = new ArrayList<>();
      for (int column = 0; column < of.length; column++) {
        if (!(self && column == row) && of[column] >= threshold) {
          columns.add(column);
        }
      }
      columns.sort(
          Comparator.<Integer>comparingDouble(column -> -tie(of[column]))
              .thenComparing(Comparator.naturalOrder()));
      for (int rank = 0; rank < Math.min(k, columns.size()); rank++) {
        best.put(name(row, columns.get(rank)), rank + 1);
      }
    }
    return best;
  }

  /** Scores that tie exactly may differ in the last bits of a float64 sum in another order. */
  private static double tie(double score) {
    return Math.rint(score * 0x1p44);
  }

  static double[][] transposed(double[][] scores) {
    return new Array2DRowRealMatrix(scores, false).transpose().getData();
  }

  static String name(int row, int column) {
    return "%06d %06d".formatted(row, column);
  }
}
