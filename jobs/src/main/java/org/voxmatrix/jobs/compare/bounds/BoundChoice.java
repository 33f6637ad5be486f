package org.voxmatrix.jobs.compare.bounds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.BoundSample;
import org.voxmatrix.score.Bounds;
import org.voxmatrix.score.PairScan;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.VoiceprintBlock;

/**
 * Chooses bounds of the scores with a band that make a comparison fastest, or none, by a sample of
 * the band's members. Which they are changes no result.
 */
public final class BoundChoice {

  private static final Logger LOG = LoggerFactory.getLogger(BoundChoice.class);

  /** Of multiplications, from which on it is worth while to choose; a property for tests. */
  private static final String FROM = "voxmatrix.bounds.from";

  private static final long LEAST_WORK = 100_000_000_000L;

  /** Pieces of the band in a sample, and members of each. */
  private static final int PIECES = 64;

  private static final int PIECE = 16;

  private static final int[] DIRECTIONS = {8, 16, 24, 32, 48, 64, 96, 128};

  /** Of the time without bounds, up to which they are worth while. */
  private static final double WORTH_WHILE = 0.8;

  private BoundChoice() {}

  /**
   * Bounds of scores with a band.
   *
   * @param side the band's
   * @param cells how many pairs are compared
   * @param threshold from which on pairs matter; -infinity for all
   * @param listed the share of pairs that lists have room for; 1 without lists
   * @return null if there are none that are worth while
   */
  public static Bounds of(
      List<VoiceprintBlock> band,
      Side side,
      Backend backend,
      long cells,
      double threshold,
      double listed) {
    int width = backend.width(band.get(0).dimension());
    if ((double) cells * width < Long.getLong(FROM, LEAST_WORK)) {
      return null;
    }
    List<PreparedBlock> pieces = pieces(band, side, backend);
    if (!pieces.stream().allMatch(PreparedBlock::canBeBounded)) {
      return null;
    }
    BoundSample sample = new BoundSample(pieces);
    double[][] directions = directions(sample.moment());
    double least = listed < 1 ? Math.max(threshold, sample.quantile(1 - listed)) : threshold;
    Bounds best = null;
    double lowest = WORTH_WHILE;
    double alone = 1;
    for (int count : DIRECTIONS) {
      if (count <= width / 2) {
        Bounds bounds = new Bounds(Arrays.copyOf(directions, count));
        double share = sample.shareOf(bounds, least);
        double cost = (count + 1.0) / width + PairScan.ALONE * share;
        if (cost < lowest) {
          lowest = cost;
          best = bounds;
          alone = share;
        }
      }
    }
    if (best != null) {
      LOG.info(
          "Scores are bounded by {} of {} directions; of a million pairs about {} are scored",
          best.directions(),
          width,
          Math.round(1e6 * alone));
    }
    return best;
  }

  private static List<PreparedBlock> pieces(
      List<VoiceprintBlock> band, Side side, Backend backend) {
    int start = band.get(0).start();
    int count = band.get(band.size() - 1).end() - start;
    List<PreparedBlock> pieces = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < PIECES; i++) {
      int from = start + (int) ((long) i * count / PIECES);
      while (band.get(at).end() <= from) {
        at++;
      }
      VoiceprintBlock piece = band.get(at).slice(from, from + Math.min(PIECE, count / PIECES + 1));
      pieces.add(PreparedBlock.of(piece, side, backend));
    }
    return pieces;
  }

  /** Those in which members vary most first. */
  private static double[][] directions(double[][] moment) {
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(moment, false));
    double[][] directions = new double[moment.length][];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = eigen.getEigenvector(i).toArray();
    }
    return directions;
  }
}
