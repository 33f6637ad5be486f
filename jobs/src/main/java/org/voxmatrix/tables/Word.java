package org.voxmatrix.tables;

import java.util.Locale;

/** An enum constant that is stored as a word. */
public interface Word {

  /** The constant's name in the code. */
  String name();

  /** The constant's word in tables and documents. */
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
