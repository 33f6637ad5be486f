package org.voxmatrix.jobs.extract;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Failure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.State;

/**
 * What became of one recording.
 *
 * @param fault type of the first detail, or null
 * @param detail details as a JSON array
 * @param audioLength seconds, or null where the recording could not be read
 */
record Outcome(
    PlanItem item,
    State state,
    String fault,
    String detail,
    Double audioLength,
    double secondsSpent,
    List<VoiceprintRow> voiceprints,
    List<SegmentRow> segments)
    implements Serializable {

  static Outcome done(
      PlanItem item,
      List<ErrorDetail> notes,
      double audioLength,
      double seconds,
      List<VoiceprintRow> voiceprints,
      List<SegmentRow> segments) {
    String fault = notes.isEmpty() ? null : notes.get(0).type();
    return new Outcome(
        item,
        State.DONE,
        fault,
        Json.write(notes),
        audioLength,
        seconds,
        List.copyOf(voiceprints),
        List.copyOf(segments));
  }

  static Outcome rejected(PlanItem item, RejectedException e, double seconds) {
    return new Outcome(
        item,
        State.REJECTED,
        e.fault().type(),
        Json.write(List.of(e.detail())),
        null,
        seconds,
        List.of(),
        List.of());
  }

  static Outcome failed(PlanItem item, Exception e, double seconds) {
    ErrorDetail detail =
        Failure.detail("Internal error while processing the recording; it may be retried.", e);
    return new Outcome(
        item,
        State.FAILED,
        Fault.INTERNAL.type(),
        Json.write(List.of(detail)),
        null,
        seconds,
        List.of(),
        List.of());
  }
}
