package org.voxmatrix.jobs.enroll;

import static org.voxmatrix.jobs.profiles.ProfileDocument.hundredths;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.profiles.EnrollmentProgress;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.ledger.State;

/** The service's answers to an enrollment. Lengths are seconds, to hundredths. */
public final class EnrollmentDocument {

  private EnrollmentDocument() {}

  /** The answer. */
  public static JsonNode of(EnrollmentRow row) {
    if (!row.document().isEmpty()) {
      return Json.read(row.document());
    }
    ObjectNode document = Json.mapper().createObjectNode();
    if (row.state() != State.DONE) {
      document.putObject("error").put("code", row.code()).put("message", row.message());
      return document;
    }
    EnrollmentProgress progress = row.progress();
    document
        .put("profileId", row.profileId())
        .put("enrollmentStatus", progress.enrollmentStatus().word())
        .put("enrollmentsCount", progress.enrollmentsCount())
        .put("enrollmentsLength", hundredths(progress.enrollmentsLength()))
        .put("enrollmentsSpeechLength", hundredths(progress.enrollmentsSpeechLength()));
    if (progress.remainingEnrollmentsCount() != null) {
      document
          .put("remainingEnrollmentsCount", progress.remainingEnrollmentsCount())
          .put("passPhrase", row.passPhrase());
    } else {
      document.put(
          "remainingEnrollmentsSpeechLength",
          hundredths(progress.remainingEnrollmentsSpeechLength()));
    }
    return document
        .put("audioLength", hundredths(row.audioLength()))
        .put("audioSpeechLength", hundredths(row.speechLength()));
  }

  /** What the operation of an accepted audio says: the answer itself, or its times of speech. */
  public static JsonNode processingResult(EnrollmentRow row) {
    JsonNode accepted = of(row);
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
