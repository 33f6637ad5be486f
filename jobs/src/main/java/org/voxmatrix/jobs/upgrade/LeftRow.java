package org.voxmatrix.jobs.upgrade;

import org.voxmatrix.tables.Word;

/**
 * What could not be brought to another model.
 *
 * @param recordingId of a recording or an enrollment
 * @param profileId of a profile or an enrollment
 * @param uri where the audio was; null where it was in a manifest
 * @param fault type of the fault
 */
public record LeftRow(Kind kind, String recordingId, String profileId, String uri, String fault) {

  /** What it is. */
  public enum Kind implements Word {
    /** Voiceprints of a recording. */
    RECORDING,
    /** One of the recordings that a profile was made of. */
    ENROLLMENT,
    /** A profile that was enrolled, and is not with the other model. */
    PROFILE
  }
}
