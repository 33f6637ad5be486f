package org.voxmatrix.ledger;

import org.voxmatrix.tables.Word;

/** The states of an operation, as the service names them. */
public enum OperationStatus implements Word {
  NOTSTARTED,
  RUNNING,
  SUCCEEDED,
  /** Also if the input was invalid. */
  FAILED
}
