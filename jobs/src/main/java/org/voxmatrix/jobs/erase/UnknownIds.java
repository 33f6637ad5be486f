package org.voxmatrix.jobs.erase;

import java.util.Set;

/** Ids to erase that were in no table. */
public record UnknownIds(Set<String> recordings, Set<String> profiles) {

  public UnknownIds {
    recordings = Set.copyOf(recordings);
    profiles = Set.copyOf(profiles);
  }

  public boolean isEmpty() {
    return recordings.isEmpty() && profiles.isEmpty();
  }
}
