package org.voxmatrix.jobs.profiles;

/** Whether a profile can be recognised. */
public enum ProfileStatus {
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

  /** The status's word in tables and documents. */
  public String word() {
    return word;
  }

  static ProfileStatus of(String word) {
    for (ProfileStatus status : values()) {
      if (status.word.equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException("No profile status " + word);
  }
}
