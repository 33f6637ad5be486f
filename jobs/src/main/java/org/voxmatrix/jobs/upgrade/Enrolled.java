package org.voxmatrix.jobs.upgrade;

import java.util.LinkedHashMap;
import java.util.Map;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileRow;

/**
 * The profiles as an upgrade finds them.
 *
 * @param had those with the former model, by id
 * @param has those with the next one
 * @param accepted enrollments that both are made of, by id
 */
record Enrolled(
    Map<String, ProfileRow> had, Map<String, ProfileRow> has, Map<String, EnrollmentRow> accepted) {

  /**
   * By what an enrollment is the same with another model.
   *
   * @param uri where it was; null where it was in a manifest
   */
  record Audio(String recordingId, String uri) {}

  /** What a profile was enrolled with, in order. */
  Map<Audio, EnrollmentRow> were(String profileId) {
    return of(had.get(profileId));
  }

  /** What it is enrolled with already, with the next model. */
  Map<Audio, EnrollmentRow> known(String profileId) {
    return of(has.get(profileId));
  }

  /** Of several enrollments of one recording, the first. */
  private Map<Audio, EnrollmentRow> of(ProfileRow profile) {
    Map<Audio, EnrollmentRow> own = new LinkedHashMap<>();
    if (profile != null) {
      for (String id : profile.enrollmentIds()) {
        EnrollmentRow row = accepted.get(id);
        if (row != null) {
          own.putIfAbsent(new Audio(row.recordingId(), row.uri()), row);
        }
      }
    }
    return own;
  }
}
