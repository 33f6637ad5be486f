package org.voxmatrix.jobs.verify;

import org.voxmatrix.tables.Word;

/**
 * Whether a recording is of the profile that it claims to be.
 *
 * @param operationId id of its task
 * @param recognitionResult whether it is
 * @param score cosine with the profile's voiceprint
 * @param passPhrase the known phrase that is said, or null
 * @param replaySuspected whether it is a copy of an enrollment; null in rows of earlier versions
 * @param threshold least score of an accepted recording; null in rows of earlier versions
 * @param scoreKind what score and threshold are; null in rows of earlier versions
 */
record VerificationRow(
    String runId,
    int wave,
    String operationId,
    String recordingId,
    String profileId,
    Recognition recognitionResult,
    double score,
    String passPhrase,
    Boolean replaySuspected,
    Double threshold,
    String scoreKind) {

  /** The service's words for the result. */
  enum Recognition implements Word {
    ACCEPT,
    REJECT
  }
}
