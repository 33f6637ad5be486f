package org.voxmatrix.jobs.evaluate;

import java.io.Serializable;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.score.PairScan.Pairs;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/**
 * Which pairs of a tile are trials, and of which class.
 *
 * @param columns labels of the set that forms the columns
 * @param rows labels of the other set
 * @param pairs whether a pair is met once or twice
 */
record TrialTiles(MemberLabels columns, MemberLabels rows, Pairs pairs) implements Serializable {

  static TrialTiles of(ComparePlan plan, MemberLabels a, MemberLabels b) {
    boolean columnsAreA = plan.broadcastSide() == Side.A;
    return new TrialTiles(columnsAreA ? a : b, columnsAreA ? b : a, plan.pairs());
  }

  /** Takes the trials of a tile. */
  interface Visitor {

    /**
     * Neighbouring non-target trials.
     *
     * @param fold of one side's speakers
     * @param other of the other side's speakers
     */
    void nonTargets(int fold, int other, float[] scores, int from, int to);

    /**
     * A target trial.
     *
     * @param fold of its speaker
     */
    void target(int fold, float score);
  }

  /** Whether a target trial is among the pairs of some rows. */
  boolean hasTargets(VoiceprintBlock columnBlock, VoiceprintBlock rowBlock, int first, int count) {
    MemberLabels.Block block = columns.of(columnBlock);
    for (int i = 0; i < count; i++) {
      if (block.knowsSpeaker(rows.speakers()[rowBlock.start() + first + i])) {
        return true;
      }
    }
    return false;
  }

  /** Hands over every trial of a tile. */
  void visit(Tile tile, Visitor visitor) {
    VoiceprintBlock columnBlock = tile.columnBlock();
    MemberLabels.Block block = columns.of(columnBlock);
    int width = tile.columnCount();
    for (int i = 0; i < tile.rowCount(); i++) {
      int row = tile.rowBlock().start() + tile.firstRow() + i;
      int first = pairs == Pairs.ALL ? 0 : Math.max(0, row + 1 - columnBlock.start());
      int start = i * width;
      if (first >= width) {
        continue;
      }
      if (block.knows(rows.speakers()[row], rows.groups()[row])) {
        visitRow(tile.scores(), start, row, block, columnBlock.start(), first, width, visitor);
      } else {
        nonTargets(tile.scores(), start, row, block, columnBlock.start(), first, width, visitor);
      }
    }
  }

  private void visitRow(
      float[] scores,
      int start,
      int row,
      MemberLabels.Block block,
      int firstMember,
      int from,
      int to,
      Visitor visitor) {
    int speaker = rows.speakers()[row];
    int group = rows.groups()[row];
    int run = from;
    for (int j = from; j < to; j++) {
      int column = firstMember + j;
      boolean target = columns.speakers()[column] == speaker;
      boolean leftOut = columns.groups()[column] == group;
      if (target || leftOut) {
        nonTargets(scores, start, row, block, firstMember, run, j, visitor);
        run = j + 1;
        if (!leftOut) {
          visitor.target(rows.folds()[row], scores[start + j]);
        }
      }
    }
    nonTargets(scores, start, row, block, firstMember, run, to, visitor);
  }

  /** By folds of the columns, which lie together. */
  private void nonTargets(
      float[] scores,
      int start,
      int row,
      MemberLabels.Block block,
      int firstMember,
      int from,
      int to,
      Visitor visitor) {
    int fold = rows.folds()[row];
    int run = from;
    while (run < to) {
      int other = columns.folds()[firstMember + run];
      int end = block.hasOneFold() ? to : run + 1;
      while (end < to && columns.folds()[firstMember + end] == other) {
        end++;
      }
      visitor.nonTargets(fold, other, scores, start + run, start + end);
      run = end;
    }
  }
}
