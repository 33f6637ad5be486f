package org.voxmatrix.jobs.profiles;

import java.util.Optional;

/** What a profile's enrollments say. */
public enum ProfileKind {
  /** The same passphrase each time. */
  TEXT_DEPENDENT("text-dependent"),
  /** Anything. */
  TEXT_INDEPENDENT("text-independent");

  private final String word;

  ProfileKind(String word) {
    this.word = word;
  }

  /** The kind's word in tables and manifests. */
  public String word() {
    return word;
  }

  /** The kind of that word, if there is one. */
  public static Optional<ProfileKind> of(String word) {
    for (ProfileKind kind : values()) {
      if (kind.word.equalsIgnoreCase(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
