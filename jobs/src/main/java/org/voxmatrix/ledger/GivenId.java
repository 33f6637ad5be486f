package org.voxmatrix.ledger;

import java.util.Locale;

/** The id of a run, a task or an operation as a user gives it: a UUID, also in capitals. */
public final class GivenId {

  private GivenId() {}

  /** As tables have it; null for null. */
  public static String of(String given) {
    return given == null ? null : given.toLowerCase(Locale.ROOT);
  }
}
