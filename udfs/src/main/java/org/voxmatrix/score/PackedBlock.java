package org.voxmatrix.score;

/** A prepared block, arranged for the kernel to be the columns of tiles. */
public final class PackedBlock {

  static final Kernel KERNEL = KernelChoice.best();

  private final PreparedBlock prepared;
  private final float[] packed;
  private final boolean plain;

  public PackedBlock(PreparedBlock prepared) {
    this.prepared = prepared;
    this.packed = KERNEL.pack(prepared.vectors(), 0, prepared.count(), prepared.width());
    this.plain = prepared.isPlain();
  }

  /** What was packed. */
  public VoiceprintBlock block() {
    return prepared.block();
  }

  public int count() {
    return prepared.count();
  }

  PreparedBlock prepared() {
    return prepared;
  }

  float[] packed() {
    return packed;
  }

  boolean isPlain() {
    return plain;
  }
}
