package org.voxmatrix.jobs.profiles;

import java.util.HashMap;
import java.util.Map;

/**
 * The version of each profile that counts for a model, of those that several models may have. What
 * a reset or a deletion left is of no model, and counts for all.
 *
 * <p>It is the latest of the model or of none. Where another model has a later one, and this model
 * none since the last reset, it is that of the other: the profile is enrolled, and not with this
 * model.
 */
final class ModelView {

  private final String fingerprint;
  private final Map<String, ProfileRow> own = new HashMap<>();
  private final Map<String, ProfileRow> latest = new HashMap<>();
  private final Map<String, Long> highest = new HashMap<>();

  /**
   * @param fingerprint of the model; null for the latest version of each profile, whatever its
   *     model
   */
  ModelView(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** Takes in a settled version. */
  void add(ProfileRow row) {
    latest.merge(row.profileId(), row, ModelView::later);
    highest.merge(row.profileId(), row.version(), Math::max);
    if (row.modelFingerprint() == null || row.modelFingerprint().equals(fingerprint)) {
      own.merge(row.profileId(), row, ModelView::later);
    }
  }

  private static ProfileRow later(ProfileRow one, ProfileRow other) {
    return one.version() < other.version() ? other : one;
  }

  /** The version that counts of each profile, deleted ones too. */
  Map<String, ProfileRow> rows() {
    Map<String, ProfileRow> rows = new HashMap<>(latest);
    own.forEach(
        (id, row) -> {
          if (fingerprint != null && row.modelFingerprint() != null) {
            rows.put(id, row);
          }
        });
    return rows;
  }

  /** The highest version of each profile, whatever its model. */
  Map<String, Long> highest() {
    return highest;
  }
}
