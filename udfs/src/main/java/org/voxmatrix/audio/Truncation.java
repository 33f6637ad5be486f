package org.voxmatrix.audio;

import java.util.List;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** Turns the note that a recording is cut off into its rejection, where the user wants that. */
final class Truncation {

  private static final String REMEDY =
      " Give it whole, or take what is there with audio.truncated = use.";

  private Truncation() {}

  static void judge(List<ErrorDetail> notes, WhenTruncated when) {
    if (when == WhenTruncated.USE) {
      return;
    }
    notes.stream()
        .filter(note -> note.type().equals(Fault.AUDIO_TRUNCATED.type()))
        .findFirst()
        .ifPresent(
            note -> {
              throw new RejectedException(
                  Fault.AUDIO_TRUNCATED, note.location(), note.message() + REMEDY, note.context());
            });
  }
}
