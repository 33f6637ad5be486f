package org.voxmatrix.ledger;

import java.util.Locale;

/** The states of a task or run. */
public enum State {
  /** Planned, not begun. */
  PENDING,
  /** Being worked on by a live process. */
  RUNNING,
  /** Finished with a result. */
  DONE,
  /** The input is at fault; it would be again. */
  REJECTED,
  /** We are at fault; it may be tried again. */
  FAILED,
  /** A run only: begun, not finished, and nobody is working on it; start it again to go on. */
  INTERRUPTED;

  /** The state's word in tables and documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that word. */
  public static State of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
