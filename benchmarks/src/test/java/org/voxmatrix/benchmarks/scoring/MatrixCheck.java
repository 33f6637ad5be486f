package org.voxmatrix.benchmarks.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.crc32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.spark.sql.Row;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.score.PackedBlock;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.session.Sessions;
import org.voxmatrix.tables.VoxTable;

/** Reads a matrix back through Spark and compares each row's checksum with the kernel's scores. */
final class MatrixCheck {

  private static final int MEMBERS = 1024;
  private static final int ROWS = 64;
  private static final Backend BACKEND = Cosine.withMean();

  private MatrixCheck() {}

  static void verify(Sessions sessions, String runId, int count, int dimension) {
    List<Row> rows =
        sessions
            .spark()
            .table(VoxTable.SCORE_BLOCKS.sqlName())
            .where(col("run_id").equalTo(runId))
            .select(col("row_index"), crc32(col("scores")))
            .orderBy("row_index")
            .collectAsList();
    if (rows.size() != count) {
      throw new IllegalStateException(rows.size() + " rows instead of " + count);
    }
    List<PackedBlock> columns = new ArrayList<>();
    for (int start = 0; start < count; start += MEMBERS) {
      columns.add(
          new PackedBlock(PreparedBlock.of(block("a", start, count, dimension), Side.A, BACKEND)));
    }
    Tile tile = new Tile();
    ByteBuffer[] lines = new ByteBuffer[ROWS];
    for (int i = 0; i < ROWS; i++) {
      lines[i] = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
    for (int start = 0; start < count; start += MEMBERS) {
      PreparedBlock block = PreparedBlock.of(block("b", start, count, dimension), Side.B, BACKEND);
      for (int first = 0; first < block.count(); first += ROWS) {
        int some = Math.min(ROWS, block.count() - first);
        for (PackedBlock packed : columns) {
          tile.fill(packed, block, first, some);
          for (int i = 0; i < some; i++) {
            lines[i]
                .asFloatBuffer()
                .put(packed.block().start(), tile.scores(), i * packed.count(), packed.count());
          }
        }
        for (int i = 0; i < some; i++) {
          check(rows.get(start + first + i), lines[i].array());
        }
      }
    }
  }

  private static void check(Row row, byte[] expected) {
    CRC32 crc = new CRC32();
    crc.update(expected);
    if (row.getLong(1) != crc.getValue()) {
      throw new IllegalStateException("Row " + row.getLong(0) + " is not what was computed");
    }
  }

  private static VoiceprintBlock block(String set, int start, int count, int dimension) {
    int members = Math.min(MEMBERS, count - start);
    String[] ids = new String[members];
    float[] embeddings = new float[members * dimension];
    for (int i = 0; i < members; i++) {
      ids[i] = "";
      System.arraycopy(
          RandomSets.vector(set.hashCode(), start + i, dimension),
          0,
          embeddings,
          i * dimension,
          dimension);
    }
    return new VoiceprintBlock(start, ids, dimension, embeddings);
  }
}
