package org.voxmatrix.jobs.compare.cohort;

import org.voxmatrix.score.Backend;

/**
 * A voiceprint of a cohort, on the driver.
 *
 * @param embedding as the model gave it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CohortVoice(String id, float[] embedding) {

  /** Its score with another voiceprint, float64. */
  public double score(Backend backend, float[] other) {
    return backend.score(other, 0, embedding, 0, embedding.length);
  }

  boolean isOfRecording(String recording) {
    return Recordings.of(id).equals(recording);
  }
}
