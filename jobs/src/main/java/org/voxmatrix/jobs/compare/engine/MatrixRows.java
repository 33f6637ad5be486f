package org.voxmatrix.jobs.compare.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.tables.WaveFiles.WaveFile;

/** Puts tiles side by side until rows are complete, and writes them. */
final class MatrixRows {

  private final WaveFile file;
  private final int columns;
  private ByteBuffer[] lines = new ByteBuffer[0];

  /**
   * @param columns scores of a row
   */
  MatrixRows(WaveFile file, int columns) {
    this.file = file;
    this.columns = columns;
  }

  /** Takes a tile whose first column is {@code column} of the rows. */
  void add(Tile tile, int column) {
    if (lines.length < tile.rowCount()) {
      lines = new ByteBuffer[tile.rowCount()];
      for (int i = 0; i < lines.length; i++) {
        lines[i] =
            ByteBuffer.allocate(Math.multiplyExact(columns, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    for (int i = 0; i < tile.rowCount(); i++) {
      lines[i]
          .asFloatBuffer()
          .put(column, tile.scores(), i * tile.columnCount(), tile.columnCount());
    }
  }

  /** Writes the complete rows {@code first} to {@code first + count} of a block. */
  void write(VoiceprintBlock block, int first, int count) {
    for (int i = 0; i < count; i++) {
      file.set("row_index", (long) block.start() + first + i)
          .set("row_id", block.id(first + i))
          .set("scores", lines[i])
          .write();
    }
  }
}
