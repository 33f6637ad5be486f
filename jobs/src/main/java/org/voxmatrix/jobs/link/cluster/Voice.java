package org.voxmatrix.jobs.link.cluster;

import java.io.Serializable;
import org.voxmatrix.score.Normalization;

/**
 * A member of a component.
 *
 * @param index in the set
 * @param normalization of it alone; null for none
 * @param seconds of its recording; null where that is not known
 */
public record Voice(
    int index, String id, float[] embedding, Normalization normalization, Double seconds)
    implements Serializable {

  /** The same of a recording of that length. */
  public Voice of(Double length) {
    return new Voice(index, id, embedding, normalization, length);
  }
}
