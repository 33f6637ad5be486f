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
  /** The input is invalid, and would be again. */
  REJECTED,
  /** Internal error; it may be retried. */
  FAILED,
  /** A run only: started, not finished, and no process is working on it; run it again to resume. */
  INTERRUPTED
}
