package org.voxmatrix.jobs.evaluate.pairs;

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
public record TrialTiles(MemberLabels columns, MemberLabels rows, Pairs pairs)
    implements Serializable {

  /** The pairs of a plan. */
  public static TrialTiles of(ComparePlan plan, MemberLabels a, MemberLabels b) {
    boolean columnsAreA = plan.broadcastSide() == Side.A;
    return new TrialTiles(columnsAreA ? a : b, columnsAreA ? b : a, plan.pairs());
  }

  /** Takes the trials of a tile. */
  interface Visitor {

    /**
     * Neighbouring non-target trials of one row, the columns of which are of one fold.
     *
     * @param row member of the rows' set
     * @param column member of the columns' set that the first score is of
     */
    void nonTargets(int row, int column, float[] scores, int from, int to);

    /** A target trial of two members. */
    void target(int row, int column, float score);
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
      int member = tile.rowBlock().start() + tile.firstRow() + i;
      int first = pairs == Pairs.ALL ? 0 : Math.max(0, member + 1 - columnBlock.start());
      if (first < width) {
        Row row = new Row(tile.scores(), i * width, member, columnBlock.start(), block, visitor);
        if (block.knows(rows.speakers()[member], rows.groups()[member])) {
          row.visit(first, width);
        } else {
          row.nonTargets(first, width);
        }
      }
    }
  }

  /** One row of a tile. */
  private final class Row {

    private final float[] scores;
    private final int start;
    private final int member;
    private final int firstColumn;
    private final MemberLabels.Block block;
    private final Visitor visitor;

    /**
     * @param start of the row in the scores
     * @param member that the row is of
     * @param firstColumn member of the first column
     */
    Row(
        float[] scores,
        int start,
        int member,
        int firstColumn,
        MemberLabels.Block block,
        Visitor visitor) {
      this.scores = scores;
      this.start = start;
      this.member = member;
      this.firstColumn = firstColumn;
      this.block = block;
      this.visitor = visitor;
    }

    void visit(int from, int to) {
      int run = from;
      for (int j = from; j < to; j++) {
        int column = firstColumn + j;
        boolean target = columns.speakers()[column] == rows.speakers()[member];
        boolean leftOut = columns.groups()[column] == rows.groups()[member];
        if (target || leftOut) {
          nonTargets(run, j);
          run = j + 1;
          if (!leftOut) {
            visitor.target(member, column, scores[start + j]);
          }
        }
      }
      nonTargets(run, to);
    }

    /** By folds of the columns, which lie together. */
    void nonTargets(int from, int to) {
      int run = from;
      while (run < to) {
        int fold = columns.folds()[firstColumn + run];
        int end = block.hasOneFold() ? to : run + 1;
        while (end < to && columns.folds()[firstColumn + end] == fold) {
          end++;
        }
        visitor.nonTargets(member, firstColumn + run, scores, start + run, start + end);
        run = end;
      }
    }
  }
}
