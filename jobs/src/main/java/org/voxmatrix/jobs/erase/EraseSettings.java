package org.voxmatrix.jobs.erase;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileKind;

/**
 * Whom to erase.
 *
 * @param recordings ids of recordings
 * @param profiles ids of profiles, each with all recordings that were enrolled in it
 * @param limits what profiles that lose an enrollment need for a voiceprint, by kind
 * @param reason a code or the number of a case, for the suppression list; ids in it are not kept;
 *     or null
 * @param patience how long to wait while others work, which make way between waves; null not to
 */
@RecordBuilder
public record EraseSettings(
    Set<String> recordings,
    Set<String> profiles,
    Map<ProfileKind, EnrollLimits> limits,
    String reason,
    Duration patience)
    implements EraseSettingsBuilder.With {

  /** A text would name people, whom later erasures could not find in it. */
  static final Pattern REASON = Pattern.compile("[A-Za-z0-9#._:/-]{1,64}");

  /**
   * @throws RequestException if there is nothing to erase, or an id is nobody's
   */
  public EraseSettings {
    recordings = Set.copyOf(recordings);
    // Profiles are kept under one spelling of their id.
    profiles =
        profiles.stream()
            .map(id -> ProfileId.parse(id).orElse(id))
            .collect(Collectors.toUnmodifiableSet());
    limits = Map.copyOf(limits);
    if (recordings.isEmpty() && profiles.isEmpty()) {
      throw RequestException.badValue(
          "recording", "Nothing to erase: give a recording or a profile.");
    }
    if (recordings.stream().anyMatch(String::isBlank)
        || profiles.stream().anyMatch(String::isBlank)) {
      throw RequestException.badValue(
          "recording", "An id to erase is blank: give the id of a recording or profile.");
    }
    if (reason != null && !REASON.matcher(reason).matches()) {
      throw RequestException.badValue(
          "reason",
          "The reason is kept for good, and may name nobody: give a code or the number of a case, such as REQUEST-2211, of at most 64 letters, digits and # . _ : / -");
    }
    IdsInText.requireWritable(recordings);
    IdsInText.requireWritable(profiles);
    if (profiles.stream().anyMatch(EraseSettings::isNobody)) {
      throw RequestException.badValue(
          "profile", "The profile of zeros is nobody's: give the id of a profile.");
    }
  }

  /** Of these ids, by the service's limits. */
  public static EraseSettings of(Collection<String> recordings, Collection<String> profiles) {
    return new EraseSettings(
        Set.copyOf(recordings), Set.copyOf(profiles), EnrollLimits.DEFAULT, null, null);
  }

  private static boolean isNobody(String id) {
    return id.strip().replace("-", "").equals(ProfileId.NOBODY.replace("-", ""));
  }
}
