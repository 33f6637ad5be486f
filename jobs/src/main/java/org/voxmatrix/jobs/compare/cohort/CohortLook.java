package org.voxmatrix.jobs.compare.cohort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Finds the statistics of each member with a cohort, of which its own recording is no part. */
final class CohortLook implements ScorePass.Look<ArrayList<CohortLook.Part>> {

  private static final int[] NONE = {};

  private final Map<String, int[]> cohort;
  private final int size;
  private final int most;
  private final ArrayList<Part> parts = new ArrayList<>();

  /** The block whose scores come now: all of one come before the next. */
  private VoiceprintBlock block;

  private CohortScores kept;

  /** By row of the block: places of the cohort's voiceprints of its recording. */
  private int[][] own;

  /**
   * @param cohort places of the cohort's voiceprints by recording
   * @param size of the cohort
   * @param most how many scores count
   */
  CohortLook(Map<String, int[]> cohort, int size, int most) {
    this.cohort = cohort;
    this.size = size;
    this.most = most;
  }

  /** Mean and deviation of neighbouring members. */
  record Part(int start, double[] means, double[] deviations, int fewest) implements Serializable {}

  @Override
  public void look(Tile tile) {
    if (block != tile.rowBlock()) {
      finish();
      block = tile.rowBlock();
      kept = scores(block.count(), most, size);
      own = new int[block.count()][];
      Arrays.setAll(own, row -> cohort.getOrDefault(Recordings.of(block.id(row)), NONE));
    }
    int firstColumn = tile.columnBlock().start();
    int width = tile.columnCount();
    for (int i = 0; i < tile.rowCount(); i++) {
      int row = tile.firstRow() + i;
      int from = i * width;
      for (int place : own[row]) {
        int column = place - firstColumn;
        if (column >= 0 && column < width) {
          kept.add(row, tile.scores(), from, i * width + column);
          from = i * width + column + 1;
        }
      }
      kept.add(row, tile.scores(), from, (i + 1) * width);
    }
  }

  /**
   * Keeps all scores, or the best of them.
   *
   * @param most how many scores of each member count
   * @param cohort how many there are at most
   */
  static CohortScores scores(int members, int most, int cohort) {
    return most < cohort ? new BestScores(members, most) : new AllScores(members);
  }

  private void finish() {
    if (block != null) {
      CohortScores.Statistics of = kept.statistics();
      parts.add(
          new Part(
              block.start(),
              of.means(),
              of.deviations(),
              Arrays.stream(of.counts()).min().orElseThrow()));
      block = null;
    }
  }

  @Override
  public ArrayList<Part> result() {
    finish();
    return parts;
  }

  static ArrayList<Part> join(List<Part> one, List<Part> other) {
    ArrayList<Part> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
