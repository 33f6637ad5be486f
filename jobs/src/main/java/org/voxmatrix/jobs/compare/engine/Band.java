package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Bounds;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.score.PackedBlock;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.VoiceprintBlock;

/** Consecutive members of the broadcast side; packed once in each JVM. */
final class Band implements Serializable {

  private static final long serialVersionUID = 1L;

  private final VoiceprintBlock[] blocks;
  private final Side side;
  private final Backend backend;
  private final Calibration calibration;
  private final Bounds bounds;

  /** Blocks, and blocks for bounds. */
  private transient PackedBlock[][] packed;

  /**
   * @param bounds of scores, where they are worth while; null where not
   */
  Band(
      List<VoiceprintBlock> blocks,
      Side side,
      Backend backend,
      Calibration calibration,
      Bounds bounds) {
    this.blocks = blocks.toArray(new VoiceprintBlock[0]);
    this.side = side;
    this.backend = backend;
    this.calibration = calibration;
    this.bounds = bounds;
  }

  /** Which set this is a part of. */
  Side side() {
    return side;
  }

  Backend backend() {
    return backend;
  }

  /** How scores become log-likelihood ratios; null to leave them as they are. */
  Calibration calibration() {
    return calibration;
  }

  /** Index of the first member. */
  int start() {
    return blocks[0].start();
  }

  int count() {
    return blocks[blocks.length - 1].end() - start();
  }

  int blocks() {
    return blocks.length;
  }

  VoiceprintBlock block(int i) {
    return blocks[i];
  }

  /** What bounds scores with this band; null for nothing. */
  Bounds bounds() {
    return bounds;
  }

  /** Block {@code i}, ready to be multiplied. */
  PackedBlock packed(int i) {
    return packed(i, false);
  }

  /** Block {@code i}, ready to be multiplied for bounds of scores; null if it has none. */
  PackedBlock bounding(int i) {
    return packed(i, true);
  }

  private PackedBlock packed(int i, boolean ofBounds) {
    synchronized (blocks[i]) {
      PackedBlock[] all = all()[ofBounds ? 1 : 0];
      if (all[i] == null) {
        PreparedBlock prepared = PreparedBlock.of(blocks[i], side, backend);
        if (ofBounds && !prepared.canBeBounded()) {
          return null;
        }
        all[i] = new PackedBlock(ofBounds ? prepared.bounding(bounds) : prepared);
      }
      return all[i];
    }
  }

  private synchronized PackedBlock[][] all() {
    if (packed == null) {
      packed = new PackedBlock[2][blocks.length];
    }
    return packed;
  }
}
