package org.voxmatrix.jobs.identify;

import java.util.List;
import org.voxmatrix.jobs.profiles.ProfileId;

/**
 * Who speaks in one channel of a recording.
 *
 * @param operationId id of its task
 * @param identifiedProfileId {@link ProfileId#NOBODY} where no profile is like enough
 * @param confidence Low, Normal or High
 * @param score of the best profile
 * @param profilesRanking best profiles, best first
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
    List<Ranked> profilesRanking) {

  /** A profile and its score. */
  public record Ranked(String profileId, double score) {}
}
