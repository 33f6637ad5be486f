package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;

/**
 * A part of the matrix that is committed at once: a band of the broadcast side against a range of
 * the streamed side. Indexes count from 0; ends are exclusive.
 *
 * @param number from 1; wave 0 holds the set members
 */
public record Wave(int number, int bandStart, int bandEnd, int rangeStart, int rangeEnd)
    implements Serializable {

  /** Pairs of the band and the range. */
  public long cells() {
    return (long) (bandEnd - bandStart) * (rangeEnd - rangeStart);
  }

  /** What it is called in the Spark UI and in its task. */
  public String name() {
    return "pairs of %d-%d and %d-%d".formatted(bandStart, bandEnd - 1, rangeStart, rangeEnd - 1);
  }
}
