package org.voxmatrix.jobs.link.cluster;

import java.io.Serializable;

/**
 * A voiceprint and the person it is of.
 *
 * @param index in the set
 * @param person first index of the person's voiceprints
 * @param copyOf id of the person's voiceprint of the same audio; null if it is no copy
 * @param score the mean with the person's other voiceprints, copies aside; null if there are none
 * @param medoid whether it stands for the person
 * @param lowest score of the person's voiceprints, at the medoid alone; null if it is the only one
 * @param mean score of the person's voiceprints, as {@code lowest}
 * @param cut whether its component had too many members and was cut
 */
public record LinkedVoice(
    int index,
    String id,
    int person,
    String copyOf,
    Double score,
    boolean medoid,
    Double lowest,
    Double mean,
    boolean cut)
    implements Serializable {

  /** Of a voiceprint without any hit. */
  public static LinkedVoice alone(int index, String id, boolean cut) {
    return new LinkedVoice(index, id, index, null, null, true, null, null, cut);
  }
}
