package org.voxmatrix.jobs.identify;

import java.util.List;
import org.voxmatrix.jobs.profiles.ProfileId;

/**
 * Who speaks in one channel of a recording, or which speaker of it is who.
 *
 * @param operationId id of its task
 * @param identifiedProfileId {@link ProfileId#NOBODY} where no profile is like enough
 * @param confidence Low, Normal or High
 * @param score of the best profile
 * @param profilesRanking best profiles, best first
 * @param threshold least score of an identified profile; null in rows of older versions
 * @param scoreKind what scores and threshold are; null in rows of older versions
 * @param speakerNumber of the channel, from 0; null if it is taken as a whole
 */
public record IdentificationRow(
    String runId,
    int wave,
    String operationId,
    String recordingId,
    int channelNumber,
    String identifiedProfileId,
    String confidence,
    Double score,
    List<Ranked> profilesRanking,
    Double threshold,
    String scoreKind,
    Integer speakerNumber) {

  /** A profile and its score. */
  public record Ranked(String profileId, double score) {}
}
