package org.voxmatrix.jobs.compare.engine;

import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.AtLeast;

/**
 * How much a comparison does at once.
 *
 * @param waveBytes bytes of scores in a wave of a matrix
 * @param waveCells pairs in a wave
 * @param bandBytes bytes of embeddings that are broadcast at once
 * @param blockColumns columns of set A in one row of {@code score_blocks}
 */
public record WaveLimits(long waveBytes, long waveCells, long bandBytes, int blockColumns) {

  private static final int MOST_BLOCK_COLUMNS = 1 << 16;

  /**
   * @throws org.voxmatrix.error.RequestException if a limit is below 1, or {@code blockColumns}
   *     over 65536
   */
  public WaveLimits {
    AtLeast.check("wave_bytes", waveBytes, 1);
    AtLeast.check("wave_pairs", waveCells, 1);
    AtLeast.check("band_bytes", bandBytes, 1);
    AtLeast.check("block_columns", blockColumns, 1);
    if (blockColumns > MOST_BLOCK_COLUMNS) {
      throw RequestException.badValue(
          "block_columns", "block_columns is " + blockColumns + "; it must be at most 65536.");
    }
  }

  /** What a wave takes is a minute or two on a small machine. */
  public static final WaveLimits DEFAULT =
      new WaveLimits(1L << 30, 40_000_000_000L, 128L << 20, 1 << 16);

  /** For what is made of all scores of a row at once. */
  static final WaveLimits WHOLE_BANDS =
      new WaveLimits(DEFAULT.waveBytes, DEFAULT.waveCells, Long.MAX_VALUE, DEFAULT.blockColumns);
}
