package org.voxmatrix.jobs.evaluate.evidence;

import java.io.Serializable;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.score.PairScan.Pairs;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.Tile;

/** Looks for the worst errors among all pairs of two labelled sets. */
public final class WorstLook implements ScorePass.Look<WorstPairs> {

  private final Labels columns;
  private final Labels rows;
  private final ComparePlan plan;
  private final WorstPairs worst;

  private WorstLook(ComparePlan plan, Labels a, Labels b, int most) {
    boolean columnsAreA = plan.broadcastSide() == Side.A;
    this.columns = columnsAreA ? a : b;
    this.rows = columnsAreA ? b : a;
    this.plan = plan;
    this.worst = new WorstPairs(most);
  }

  /**
   * Who speaks in each member of a set.
   *
   * @param groups pairs of one group are no trials
   */
  public record Labels(int[] speakers, int[] groups) implements Serializable {}

  /** The worst of all pairs. */
  public static WorstPairs over(
      SparkSession spark, Comparison comparison, Labels a, Labels b, int most) {
    ComparePlan plan = comparison.plan();
    return ScorePass.over(
        spark, comparison, () -> new WorstLook(plan, a, b, most), WorstPairs::add, scored -> {});
  }

  @Override
  public void look(Tile tile) {
    int start = tile.columnBlock().start();
    int width = tile.columnCount();
    for (int i = 0; i < tile.rowCount(); i++) {
      int row = tile.rowBlock().start() + tile.firstRow() + i;
      int first = plan.pairs() == Pairs.ALL ? 0 : Math.max(0, row + 1 - start);
      for (int j = first; j < width; j++) {
        look(row, start + j, tile.scores()[i * width + j]);
      }
    }
  }

  private void look(int row, int column, float score) {
    boolean target = columns.speakers[column] == rows.speakers[row];
    if ((target || worst.mayBeFalseAlarm(score)) && columns.groups[column] != rows.groups[row]) {
      if (plan.broadcastSide() == Side.A) {
        worst.offer(target, score, column, row);
      } else {
        worst.offer(target, score, row, column);
      }
    }
  }

  @Override
  public WorstPairs result() {
    return worst;
  }
}
