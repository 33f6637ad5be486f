package org.voxmatrix.jobs;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.score.ScoreTile;
import org.voxmatrix.score.VoiceprintMatrix;
import org.voxmatrix.tables.ScoreBlocks;

/** Scores a band of rows against all columns on all executors, and writes it as a wave. */
final class MatrixWaves implements AutoCloseable {

  private static final int TILE_CELLS = 1 << 22;
  private static final int PARTITIONS_A_CORE = 4;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final ScoreBlocks blocks;
  private final String runId;
  private final String scoreKind;
  private final Broadcast<List<VoiceprintMatrix>> columns;
  private final int rowsAPiece;
  private final int blockColumns;

  MatrixWaves(
      SparkSession spark,
      ScoreBlocks blocks,
      String runId,
      String scoreKind,
      VoiceprintMatrix columns,
      int blockColumns) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.blocks = blocks;
    this.runId = runId;
    this.scoreKind = scoreKind;
    this.blockColumns = blockColumns;
    this.columns = context.broadcast(cut(columns, blockColumns));
    this.rowsAPiece = Math.max(1, TILE_CELLS / Math.min(columns.count(), blockColumns));
  }

  /** A few rows of the matrix, the work of one step of a task. */
  private record Piece(int firstRow, VoiceprintMatrix rows, List<String> ids)
      implements Serializable {}

  /**
   * @param firstRow index of the band's first row in the matrix
   * @param rows the band's rows
   * @param ids ids of all rows of the matrix
   */
  void write(int wave, int firstRow, VoiceprintMatrix rows, List<String> ids) {
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < rows.count(); from += rowsAPiece) {
      int to = Math.min(rows.count(), from + rowsAPiece);
      List<String> some = new ArrayList<>(ids.subList(firstRow + from, firstRow + to));
      pieces.add(new Piece(firstRow + from, rows.slice(from, to), some));
    }
    int partitions = Math.min(pieces.size(), context.defaultParallelism() * PARTITIONS_A_CORE);
    Scoring scoring = new Scoring(runId, wave, scoreKind, columns, blockColumns);
    Dataset<Row> scored =
        spark.createDataFrame(
            context.parallelize(pieces, partitions).flatMap(scoring::rows),
            blocks.sparkSchema(spark));
    blocks.write(scored, runId, wave);
  }

  private static List<VoiceprintMatrix> cut(VoiceprintMatrix columns, int blockColumns) {
    List<VoiceprintMatrix> cut = new ArrayList<>();
    for (int from = 0; from < columns.count(); from += blockColumns) {
      cut.add(columns.slice(from, Math.min(columns.count(), from + blockColumns)));
    }
    return cut;
  }

  @Override
  public void close() {
    columns.destroy();
  }

  /** What a task does with a piece. */
  private record Scoring(
      String runId,
      int wave,
      String scoreKind,
      Broadcast<List<VoiceprintMatrix>> columns,
      int blockColumns)
      implements Serializable {

    Iterator<Row> rows(Piece piece) {
      List<VoiceprintMatrix> blocks = columns.value();
      return IntStream.range(0, blocks.size())
          .boxed()
          .flatMap(block -> block(piece, block, blocks.get(block)).stream())
          .iterator();
    }

    private List<Row> block(Piece piece, int block, VoiceprintMatrix columns) {
      float[] tile = ScoreTile.of(columns, piece.rows());
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < piece.rows().count(); i++) {
        rows.add(
            RowFactory.create(
                runId,
                wave,
                (long) piece.firstRow() + i,
                piece.ids().get(i),
                block,
                (long) block * blockColumns,
                columns.count(),
                scoreKind,
                bytes(tile, i * columns.count(), columns.count())));
      }
      return rows;
    }

    private static byte[] bytes(float[] tile, int start, int count) {
      ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tile, start, count);
      return bytes.array();
    }
  }
}
