package org.voxmatrix.jobs.compare.engine;

/**
 * How much a comparison does at once.
 *
 * @param waveBytes bytes of scores in a wave of a matrix
 * @param waveCells pairs in a wave
 * @param bandBytes bytes of embeddings that are broadcast at once
 * @param blockColumns columns of set A in one row of {@code score_blocks}
 */
public record WaveLimits(long waveBytes, long waveCells, long bandBytes, int blockColumns) {

  /** What a wave takes is a minute or two on a small machine. */
  public static final WaveLimits DEFAULT =
      new WaveLimits(1L << 30, 40_000_000_000L, 128L << 20, 1 << 16);
}
