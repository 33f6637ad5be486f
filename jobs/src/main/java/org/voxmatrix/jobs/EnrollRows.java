package org.voxmatrix.jobs;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.voxmatrix.enroll.ProfileId;
import org.voxmatrix.enroll.ProfileKind;
import org.voxmatrix.tables.EnrollmentRow;
import org.voxmatrix.tables.ProfileRow;
import org.voxmatrix.tables.ProfileStatus;

/**
 * The profiles that the rows of an enrollment manifest name.
 *
 * @param byPlace id of the profile of each row that names one
 * @param firstKinds what the first row of each profile says of its kind; null for nothing
 */
record EnrollRows(Map<Manifest.Place, String> byPlace, Map<String, String> firstKinds) {

  static EnrollRows of(Manifest recordings) {
    Map<Manifest.Place, String> profileIds = new HashMap<>();
    Map<String, String> firstKinds = new HashMap<>();
    recordings.forEach(
        List.of("profile_id", "kind"),
        (place, values) ->
            ProfileId.parse(values.get(0))
                .ifPresent(
                    id -> {
                      profileIds.put(place, id);
                      if (!firstKinds.containsKey(id)) {
                        firstKinds.put(id, values.get(1));
                      }
                    }));
    return new EnrollRows(profileIds, firstKinds);
  }

  Set<String> profileIds() {
    return new HashSet<>(byPlace.values());
  }

  /**
   * The kind of each profile; of one that does not exist, what its first row says.
   *
   * @param otherwise where that row says nothing
   */
  Map<String, ProfileKind> kinds(Collection<ProfileRow> profiles, ProfileKind otherwise) {
    Map<String, ProfileKind> kinds = new HashMap<>();
    firstKinds.forEach((id, kind) -> kinds.put(id, ProfileKind.of(kind).orElse(otherwise)));
    kinds.putAll(kindsOf(profiles));
    return kinds;
  }

  /** The kind of each profile that exists. */
  static Map<String, ProfileKind> kindsOf(Collection<ProfileRow> profiles) {
    Map<String, ProfileKind> kinds = new HashMap<>();
    profiles.stream()
        .filter(profile -> profile.status() != ProfileStatus.DELETED)
        .forEach(
            profile ->
                kinds.put(profile.profileId(), ProfileKind.of(profile.kind()).orElseThrow()));
    return kinds;
  }

  /**
   * Says which rows are among the enrollments of their profile already.
   *
   * @param accepted what the profiles are made of, by id
   */
  Predicate<Manifest.Entry> enrolled(
      Map<String, ProfileRow> profiles,
      Map<String, EnrollmentRow> accepted,
      String modelFingerprint) {
    Set<Enrolled> enrolled = new HashSet<>();
    for (ProfileRow profile : profiles.values()) {
      profile.enrollmentIds().stream()
          .map(accepted::get)
          .filter(row -> row.modelFingerprint().equals(modelFingerprint))
          .forEach(
              row -> enrolled.add(new Enrolled(profile.profileId(), row.recordingId(), row.uri())));
    }
    return entry ->
        enrolled.contains(
            new Enrolled(byPlace.get(entry.place()), entry.recordingId(), entry.uri()));
  }

  private record Enrolled(String profileId, String recordingId, String uri) {}
}
