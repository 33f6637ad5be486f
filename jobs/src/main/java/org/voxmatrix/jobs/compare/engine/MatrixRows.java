package org.voxmatrix.jobs.compare.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.tables.WaveFiles.WaveFile;

/** Puts tiles side by side until rows are complete, and writes them. */
final class MatrixRows {

  private final WaveFile file;
  private final int columns;
  private final Calibration calibration;
  private ByteBuffer[] lines = new ByteBuffer[0];

  /**
   * @param columns scores of a row
   * @param calibration of the scores; or null
   */
  MatrixRows(WaveFile file, int columns, Calibration calibration) {
    this.file = file;
    this.columns = columns;
    this.calibration = calibration;
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
      FloatBuffer line = lines[i].asFloatBuffer().position(column);
      int first = i * tile.columnCount();
      if (calibration == null) {
        line.put(tile.scores(), first, tile.columnCount());
      } else {
        for (int j = 0; j < tile.columnCount(); j++) {
          line.put((float) calibration.ratio(tile.scores()[first + j]));
        }
      }
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
