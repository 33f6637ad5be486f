package org.voxmatrix.ledger;

import java.util.Locale;

/** The states of an operation, as the service names them. */
public enum OperationStatus {
  NOTSTARTED,
  RUNNING,
  SUCCEEDED,
  /** Also where the input was at fault. */
  FAILED;

  /** The word in tables and documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OperationStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
