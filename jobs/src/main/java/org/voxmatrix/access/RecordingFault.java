package org.voxmatrix.access;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** Says why a recording cannot be opened, without its URI: that is personal, and has a column. */
final class RecordingFault {

  private RecordingFault() {}

  /**
   * @param what predicate and remedy, to follow "The recording"
   */
  static RejectedException of(Fault fault, String what) {
    return new RejectedException(fault, List.of("uri"), "The recording " + what + ".");
  }
}
