package org.voxmatrix.score;

import java.util.Arrays;
import java.util.List;

/** Some members of a set, and how {@link Bounds} of their scores with each other do. */
public final class BoundSample {

  private final List<PreparedBlock> pieces;

  /**
   * @param pieces of one set and one side; scores are those of members of different pieces
   */
  public BoundSample(List<PreparedBlock> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** The second moment of the members' prepared vectors: sums of products of two values. */
  public double[][] moment() {
    int width = pieces.get(0).width();
    double[][] moment = new double[width][width];
    for (PreparedBlock piece : pieces) {
      float[] vectors = piece.vectors();
      for (int start = 0; start < vectors.length; start += width) {
        for (int k = 0; k < width; k++) {
          double value = vectors[start + k];
          for (int l = 0; l < width; l++) {
            moment[k][l] += value * vectors[start + l];
          }
        }
      }
    }
    return moment;
  }

  /** The score that a share of pairs does not reach. */
  public double quantile(double share) {
    float[] scores = scores(pieces);
    Arrays.sort(scores);
    return scores[(int) Math.min(scores.length - 1.0, share * scores.length)];
  }

  /** The share of pairs whose bounds reach a score. */
  public double shareOf(Bounds bounds, double least) {
    float[] scores = scores(pieces.stream().map(piece -> piece.bounding(bounds)).toList());
    int reached = 0;
    for (float score : scores) {
      reached += score >= least ? 1 : 0;
    }
    return (double) reached / scores.length;
  }

  private static float[] scores(List<PreparedBlock> pieces) {
    int members = pieces.stream().mapToInt(PreparedBlock::count).sum();
    int within = pieces.stream().mapToInt(piece -> piece.count() * piece.count()).sum();
    float[] scores = new float[(members * members - within) / 2];
    int size = 0;
    Tile tile = new Tile();
    for (int i = 1; i < pieces.size(); i++) {
      PackedBlock columns = new PackedBlock(pieces.get(i));
      for (int j = 0; j < i; j++) {
        PreparedBlock rows = pieces.get(j);
        tile.fill(columns, rows, 0, rows.count());
        int cells = rows.count() * columns.count();
        System.arraycopy(tile.scores(), 0, scores, size, cells);
        size += cells;
      }
    }
    return scores;
  }
}
