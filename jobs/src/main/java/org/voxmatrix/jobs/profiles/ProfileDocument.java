package org.voxmatrix.jobs.profiles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voxmatrix.documents.OperationDocument;
import org.voxmatrix.identity.Json;

/** A profile for its readers, without its voiceprint. Lengths are seconds, to hundredths. */
public final class ProfileDocument {

  private ProfileDocument() {}

  public static ObjectNode of(ProfileRow profile) {
    return Json.mapper()
        .createObjectNode()
        .put("profileId", profile.profileId())
        .put("kind", profile.kind().word())
        .put("locale", profile.locale())
        .put("enrollmentStatus", profile.status().word())
        .put("enrollmentsCount", profile.enrollmentsCount())
        .put("enrollmentsLength", hundredths(profile.enrollmentsLength()))
        .put("enrollmentsSpeechLength", hundredths(profile.enrollmentsSpeechLength()))
        .put("passPhrase", profile.passPhrase())
        .put("model", profile.model())
        .put("createdDateTime", OperationDocument.time(profile.createdAt()))
        .put("lastUpdatedDateTime", OperationDocument.time(profile.updatedAt()));
  }

  /** Rounds to hundredths, as the service does. */
  public static double hundredths(double seconds) {
    return Math.round(seconds * 100) / 100.0;
  }
}
