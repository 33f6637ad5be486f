package org.voxmatrix.jobs.profiles.audio;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.recordings.Manifest;

/**
 * The profiles that the rows of an enrollment manifest name.
 *
 * @param byPlace id of the profile of each row that names one
 * @param firstKinds what the first row of each profile says of its kind; null for nothing
 */
public record ProfileClaims(Map<Manifest.Place, String> byPlace, Map<String, String> firstKinds) {

  public static ProfileClaims of(List<Manifest.Entry> entries) {
    Map<Manifest.Place, String> profileIds = new HashMap<>();
    Map<String, String> firstKinds = new HashMap<>();
    for (Manifest.Entry entry : entries) {
      ProfileId.parse(entry.profileId())
          .ifPresent(
              id -> {
                profileIds.put(entry.place(), id);
                if (!firstKinds.containsKey(id)) {
                  firstKinds.put(id, entry.kind());
                }
              });
    }
    return new ProfileClaims(profileIds, firstKinds);
  }

  public Set<String> profileIds() {
    return new HashSet<>(byPlace.values());
  }

  /**
   * The kind of each profile; of one that does not exist, what its first row says.
   *
   * @param otherwise where that row says nothing
   */
  public Map<String, ProfileKind> kinds(Collection<ProfileRow> profiles, ProfileKind otherwise) {
    Map<String, ProfileKind> kinds = new HashMap<>();
    firstKinds.forEach((id, kind) -> kinds.put(id, ProfileKind.of(kind).orElse(otherwise)));
    kinds.putAll(kindsOf(profiles));
    return kinds;
  }

  /** The kind of each profile that exists. */
  public static Map<String, ProfileKind> kindsOf(Collection<ProfileRow> profiles) {
    Map<String, ProfileKind> kinds = new HashMap<>();
    profiles.stream()
        .filter(profile -> profile.status() != ProfileStatus.DELETED)
        .forEach(
            profile ->
                kinds.put(profile.profileId(), profile.kind()));
    return kinds;
  }

  /**
   * Says which rows are among the enrollments of their profile already.
   *
   * @param accepted what the profiles are made of, by id
   */
  public Predicate<Manifest.Entry> enrolled(
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
