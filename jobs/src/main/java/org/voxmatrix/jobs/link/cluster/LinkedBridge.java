package org.voxmatrix.jobs.link.cluster;

import java.io.Serializable;

/**
 * A pair, or a voiceprint, without which a component would fall into groups.
 *
 * @param idB null for a voiceprint
 * @param score of the pair; null for a voiceprint
 * @param personA first index of the voiceprints of the person that {@code idA} is of
 * @param personB the same of {@code idB}; null for a voiceprint
 * @param voiceprints that the largest group would lose
 */
public record LinkedBridge(
    String idA, String idB, Double score, int personA, Integer personB, int voiceprints)
    implements Serializable {}
