package org.voxmatrix.score;

import java.util.Locale;

/** The two sets of a comparison: A forms the columns of the matrix, B the rows. */
public enum Side {
  A,
  B;

  /** The side's word in tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Side other() {
    return this == A ? B : A;
  }
}
