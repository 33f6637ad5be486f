package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.error.ErrorDetail;

/** Rows of a sorted partition, decoded: the good ones packed, the bad ones as faults. */
final class Chunk implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Rows of a chunk. */
  static final int ROWS = 1024;

  private final Head head;
  private final String[] ids;
  private final float[] embeddings;
  private final double[] qualities;

  Chunk(Head head, String[] ids, float[] embeddings, double[] qualities) {
    this.head = head;
    this.ids = ids;
    this.embeddings = embeddings;
    this.qualities = qualities;
  }

  /**
   * What the driver wants to know of a chunk.
   *
   * @param partition the partition it is of
   * @param number its place there, from 0
   * @param rows rows that were read, good and bad
   * @param members good rows
   * @param dimension values of an embedding; 0 without members
   * @param faults of bad rows, by place in the chunk
   */
  record Head(int partition, int number, int rows, int members, int dimension, List<BadRow> faults)
      implements Serializable {

    long key() {
      return ((long) partition << Integer.SIZE) | number;
    }
  }

  /**
   * A bad row.
   *
   * @param row its place in the chunk
   * @param id null where it has none
   * @param detail located within the row
   */
  record BadRow(int row, String id, ErrorDetail detail) implements Serializable {}

  Head head() {
    return head;
  }

  String[] ids() {
    return ids;
  }

  float[] embeddings() {
    return embeddings;
  }

  /** Measures of quality, row-major. */
  double[] qualities() {
    return qualities;
  }
}
