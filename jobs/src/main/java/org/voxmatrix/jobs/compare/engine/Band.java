package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.score.Backend;
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
  private transient PackedBlock[] packed;

  Band(List<VoiceprintBlock> blocks, Side side, Backend backend, Calibration calibration) {
    this.blocks = blocks.toArray(new VoiceprintBlock[0]);
    this.side = side;
    this.backend = backend;
    this.calibration = calibration;
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

  /** Block {@code i}, ready to be multiplied. */
  PackedBlock packed(int i) {
    synchronized (blocks[i]) {
      PackedBlock[] all = all();
      if (all[i] == null) {
        all[i] = new PackedBlock(PreparedBlock.of(blocks[i], side, backend));
      }
      return all[i];
    }
  }

  private synchronized PackedBlock[] all() {
    if (packed == null) {
      packed = new PackedBlock[blocks.length];
    }
    return packed;
  }
}
