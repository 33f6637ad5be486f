package org.voxmatrix.compare;

import java.io.Serializable;
import org.voxmatrix.score.TopScores;

/** What a task leaves: a file for the driver to commit, or lists that other tasks have too. */
final class Output implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Which table a file is for. */
  enum Kind {
    MATRIX,
    HITS,
    CANDIDATES,
    LISTS
  }

  private final Kind kind;
  private final byte[] file;
  private final TopScores lists;

  private Output(Kind kind, byte[] file, TopScores lists) {
    this.kind = kind;
    this.file = file;
    this.lists = lists;
  }

  static Output file(Kind kind, byte[] file) {
    return new Output(kind, file, null);
  }

  static Output lists(TopScores lists) {
    return new Output(Kind.LISTS, null, lists);
  }

  Kind kind() {
    return kind;
  }

  byte[] file() {
    return file;
  }

  TopScores lists() {
    return lists;
  }
}
