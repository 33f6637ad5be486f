package org.voxmatrix.ledger;

import org.voxmatrix.tables.Word;

/** The states of a task or run. */
public enum State implements Word {
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
  /** A run only: begun, not finished, and nobody is working on it; run it again to resume. */
  INTERRUPTED
}
