package org.voxmatrix.jobs.profiles;

import org.voxmatrix.tables.Word;

/** Whether a profile can be recognised. */
public enum ProfileStatus implements Word {
  /** Too few enrollments for a voiceprint. */
  ENROLLING("Enrolling"),
  /** The voiceprint is being made. */
  TRAINING("Training"),
  /** Has a voiceprint. */
  ENROLLED("Enrolled"),
  /** Deleted; its versions stay until they are erased. */
  DELETED("Deleted");

  private final String word;

  ProfileStatus(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
