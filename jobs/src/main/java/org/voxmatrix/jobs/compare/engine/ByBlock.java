package org.voxmatrix.jobs.compare.engine;

import org.apache.spark.Partitioner;

/** Deals blocks out in turn, so that each partition has its share of every part of a set. */
final class ByBlock extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int partitions;
  private final int blockSize;

  ByBlock(int partitions, int blockSize) {
    this.partitions = partitions;
    this.blockSize = blockSize;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  /**
   * @param key index of a member
   */
  @Override
  public int getPartition(Object key) {
    return (Integer) key / blockSize % partitions;
  }
}
