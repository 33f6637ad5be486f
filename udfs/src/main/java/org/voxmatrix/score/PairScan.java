package org.voxmatrix.score;

/**
 * Finds the pairs of a tile that a collector wants: float32 scores only screen, with a proven
 * margin; what passes is scored again in float64. So the outcome depends neither on the kernel nor
 * on how sets are cut.
 */
public final class PairScan {

  /** Which pairs of a tile count. */
  public enum Pairs {
    ALL,
    /** Of one set against itself: each pair once, row before column, no member with itself. */
    ONCE
  }

  /** A pair that is scored alone takes about as long as so many of a tile. */
  public static final int ALONE = 100;

  /** Rows of a tile that tell how many pairs of it may matter. */
  private static final int LOOKED_AT = 8;

  private final ExactScore exact;
  private final Side columnSide;
  private final Pairs pairs;
  private final PairCollector collector;
  private int[] cells = new int[0];

  /**
   * A scan for one thread.
   *
   * @param columnSide which set forms the columns of tiles, for backends that tell sides apart
   */
  public PairScan(Backend backend, Side columnSide, Pairs pairs, PairCollector collector) {
    this.exact = new ExactScore(backend);
    this.columnSide = columnSide;
    this.pairs = pairs;
    this.collector = collector;
  }

  /**
   * Whether so few pairs of a tile may matter that it is worth while to score each of them alone,
   * as far as some of the rows tell.
   */
  public boolean areFew(Tile tile) {
    VoiceprintBlock columns = tile.columns().block();
    makeRoom(columns.count());
    collector.tile(columns, tile.rows().block(), tile.margin());
    int step = Math.max(1, tile.rowCount() / LOOKED_AT);
    int looked = 0;
    int found = 0;
    for (int i = step / 2; i < tile.rowCount(); i += step) {
      found += select(tile, i, tile.firstRow() + i, 0);
      looked += columns.count();
    }
    return found * ALONE <= looked;
  }

  private void makeRoom(int width) {
    if (cells.length < width) {
      cells = new int[width];
    }
  }

  /** Offers every pair of the tile that may matter. */
  public void scan(Tile tile) {
    VoiceprintBlock columns = tile.columns().block();
    VoiceprintBlock rows = tile.rows().block();
    int width = columns.count();
    makeRoom(width);
    collector.tile(columns, rows, tile.margin());
    for (int i = 0; i < tile.rowCount(); i++) {
      int row = tile.firstRow() + i;
      int first = pairs == Pairs.ALL ? 0 : rows.start() + row + 1 - columns.start();
      if (first < width) {
        scanRow(tile, i, row, Math.max(0, first));
      }
    }
  }

  private void scanRow(Tile tile, int tileRow, int row, int first) {
    VoiceprintBlock columns = tile.columns().block();
    VoiceprintBlock rows = tile.rows().block();
    int start = tileRow * columns.count();
    int found = select(tile, tileRow, row, first);
    for (int n = 0; n < found; n++) {
      int column = cells[n] - start;
      if (matters(tile.scores()[cells[n]], row, column)
          && (!tile.isOfBounds() || matters(tile.score(tileRow, column), row, column))) {
        collector.offer(row, column, exact(columns, column, rows, row));
      }
    }
  }

  private int select(Tile tile, int tileRow, int row, int first) {
    int start = tileRow * tile.columnCount();
    return PackedBlock.KERNEL.select(
        tile.scores(),
        start + first,
        start + tile.columnCount(),
        collector.least(row),
        collector.leastOfColumns(),
        first,
        cells,
        0);
  }

  /** What was offered since the row was searched may have raised the minimum. */
  private boolean matters(double score, int row, int column) {
    float[] leastOfColumns = collector.leastOfColumns();
    return score >= collector.least(row)
        || (leastOfColumns != null && score >= leastOfColumns[column]);
  }

  private double exact(VoiceprintBlock columns, int column, VoiceprintBlock rows, int row) {
    return columnSide == Side.A
        ? exact.of(columns, column, rows, row)
        : exact.of(rows, row, columns, column);
  }

  /** The largest float32 that is not above {@code score}. */
  static float atMost(double score) {
    float rounded = (float) score;
    return rounded > score ? Math.nextDown(rounded) : rounded;
  }
}
