package org.voxmatrix.jobs.profiles;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * One version of a profile.
 *
 * @param version from 1; every settled change of the profile is the next one
 * @param settled whether the version counts; one that does not shows what a run is about to settle
 * @param enrollmentsLength seconds of audio accepted
 * @param enrollmentsSpeechLength seconds of speech in it
 * @param passPhrase what all enrollments say, or null
 * @param voiceprint Base64, or null while there are too few enrollments
 * @param enrollmentIds the accepted enrollments, in order
 */
@RecordBuilder
public record ProfileRow(
    String runId,
    int wave,
    String profileId,
    long version,
    boolean settled,
    ProfileStatus status,
    ProfileKind kind,
    String locale,
    int enrollmentsCount,
    double enrollmentsLength,
    double enrollmentsSpeechLength,
    String passPhrase,
    String voiceprint,
    String model,
    String modelFingerprint,
    List<String> enrollmentIds,
    Instant createdAt,
    Instant updatedAt)
    implements ProfileRowBuilder.With {

  /** The locale of profiles for which none is asked. */
  public static final String LOCALE = "en-us";

  public ProfileRow {
    enrollmentIds = List.copyOf(enrollmentIds);
  }

  /** Changes when any of the profiles does. */
  public static String identity(Collection<ProfileRow> profiles) {
    return Sha256.hex(
        profiles.stream()
            .map(profile -> profile.profileId() + " " + profile.version())
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  /** The embedding that the voiceprint of an enrolled profile has. */
  public float[] embedding() {
    return Voiceprint.decode(voiceprint).vector();
  }

  /** A new profile, before its first enrollment. */
  public static ProfileRow empty(String profileId, ProfileKind kind, String locale) {
    Instant now = Instant.now();
    return new ProfileRow(
        null,
        0,
        profileId,
        0,
        true,
        ProfileStatus.ENROLLING,
        kind,
        locale,
        0,
        0,
        0,
        null,
        null,
        null,
        null,
        List.of(),
        now,
        now);
  }

  /** The same with another status, not settled. */
  public ProfileRow staged(ProfileStatus next) {
    return withSettled(false)
        .withStatus(next)
        .withVoiceprint(null)
        .withModel(null)
        .withModelFingerprint(null);
  }
}
