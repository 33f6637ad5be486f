package org.voxmatrix.jobs.profiles;

import java.util.Optional;
import org.voxmatrix.tables.Word;

/** What a profile's enrollments say. */
public enum ProfileKind implements Word {
  /** The same passphrase each time. */
  TEXT_DEPENDENT,
  /** Anything. */
  TEXT_INDEPENDENT;

  @Override
  public String word() {
    return Word.super.word().replace('_', '-');
  }

  /** The kind of that word, if there is one. */
  public static Optional<ProfileKind> of(String word) {
    for (ProfileKind kind : values()) {
      if (kind.word().equalsIgnoreCase(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
