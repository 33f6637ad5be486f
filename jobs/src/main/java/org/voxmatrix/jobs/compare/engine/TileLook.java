package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.VoiceprintBlock;

/**
 * What a pass over all scores makes of those of one partition; only one thread uses it.
 *
 * @param <R> the result, small enough to be sent to the driver for each partition and wave
 */
public interface TileLook<R extends Serializable> {

  /** Makes one for each partition. */
  @FunctionalInterface
  interface Factory<R extends Serializable> extends Serializable {

    TileLook<R> make();
  }

  /** Whether any score of some rows matters; if not, they are not computed. */
  boolean wants(VoiceprintBlock columns, VoiceprintBlock rows, int firstRow, int rowCount);

  /** Takes the scores of a tile. */
  void look(Tile tile);

  /** What was made of all tiles. */
  R result();
}
