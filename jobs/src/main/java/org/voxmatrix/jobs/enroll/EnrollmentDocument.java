package org.voxmatrix.jobs.enroll;

import static org.voxmatrix.jobs.profiles.ProfileDocument.hundredths;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AudioAnalysis;

/** The service's answers to an enrollment. Lengths are seconds, to hundredths. */
final class EnrollmentDocument {

  private EnrollmentDocument() {}

  /** Of an accepted recording. */
  static ObjectNode accepted(ProfileRow profile, AudioAnalysis analysis, EnrollLimits limits) {
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("profileId", profile.profileId())
            .put("enrollmentStatus", profile.status().word())
            .put("enrollmentsCount", profile.enrollmentsCount())
            .put("enrollmentsLength", hundredths(profile.enrollmentsLength()))
            .put("enrollmentsSpeechLength", hundredths(profile.enrollmentsSpeechLength()));
    if (profile.kind().equals(ProfileKind.TEXT_DEPENDENT.word())) {
      document
          .put(
              "remainingEnrollmentsCount",
              Math.max(0, limits.minCount() - profile.enrollmentsCount()))
          .put("passPhrase", profile.passPhrase());
    } else {
      document.put(
          "remainingEnrollmentsSpeechLength",
          hundredths(Math.max(0, limits.minSpeech() - profile.enrollmentsSpeechLength())));
    }
    return document
        .put("audioLength", hundredths(analysis.audioLength()))
        .put("audioSpeechLength", hundredths(analysis.speechLength()));
  }

  /** Of one that was not accepted. */
  static ObjectNode refused(Refusal refusal) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.putObject("error").put("code", refusal.code()).put("message", refusal.message());
    return document;
  }

  /**
   * What the operation of an accepted recording says: the answer itself, or its times of speech.
   */
  static JsonNode processingResult(JsonNode accepted) {
    if (accepted.has("remainingEnrollmentsCount")) {
      return accepted;
    }
    ObjectNode result = Json.mapper().createObjectNode();
    result.set("enrollmentStatus", accepted.get("enrollmentStatus"));
    result.set("enrollmentSpeechTime", accepted.get("enrollmentsSpeechLength"));
    result.set("remainingEnrollmentSpeechTime", accepted.get("remainingEnrollmentsSpeechLength"));
    result.set("speechTime", accepted.get("audioSpeechLength"));
    return result;
  }
}
