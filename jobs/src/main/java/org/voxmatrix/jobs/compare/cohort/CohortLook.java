package org.voxmatrix.jobs.compare.cohort;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/** Finds the best scores of each member with a cohort, of which its own recording is no part. */
final class CohortLook implements ScorePass.Look<ArrayList<CohortLook.Part>> {

  private final Map<String, int[]> cohort;
  private final int most;
  private final Map<Integer, BestScores> blocks = new HashMap<>();
  private final Map<Integer, VoiceprintBlock> members = new HashMap<>();

  /**
   * @param cohort places of the cohort's voiceprints by recording
   * @param most how many scores count
   */
  CohortLook(Map<String, int[]> cohort, int most) {
    this.cohort = cohort;
    this.most = most;
  }

  /** Mean and deviation of neighbouring members. */
  record Part(int start, double[] means, double[] deviations, int fewest) implements Serializable {}

  @Override
  public boolean wants(VoiceprintBlock columns, VoiceprintBlock rows, int first, int rowCount) {
    return true;
  }

  @Override
  public void look(Tile tile) {
    VoiceprintBlock rows = tile.rowBlock();
    BestScores best =
        blocks.computeIfAbsent(rows.start(), start -> new BestScores(rows.count(), most));
    members.putIfAbsent(rows.start(), rows);
    int firstColumn = tile.columnBlock().start();
    int width = tile.columnCount();
    float[] scores = tile.scores();
    for (int i = 0; i < tile.rowCount(); i++) {
      int row = tile.firstRow() + i;
      int[] own = cohort.get(Recordings.of(rows.id(row)));
      for (int j = 0; j < width; j++) {
        if (own == null || !contains(own, firstColumn + j)) {
          best.offer(row, scores[i * width + j]);
        }
      }
    }
  }

  private static boolean contains(int[] places, int place) {
    for (int one : places) {
      if (one == place) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ArrayList<Part> result() {
    ArrayList<Part> parts = new ArrayList<>();
    blocks.forEach((start, best) -> parts.add(part(start, best, members.get(start).count())));
    return parts;
  }

  private static Part part(int start, BestScores best, int count) {
    double[] means = new double[count];
    double[] deviations = new double[count];
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      means[i] = best.mean(i);
      deviations[i] = best.deviation(i);
      fewest = Math.min(fewest, best.size(i));
    }
    return new Part(start, means, deviations, fewest);
  }

  static ArrayList<Part> join(List<Part> one, List<Part> other) {
    ArrayList<Part> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
