package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import org.voxmatrix.score.TopScores;

/** What a task leaves: a file for the driver to commit, or lists that other tasks have too. */
final class TaskOutput implements Serializable {

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

  private TaskOutput(Kind kind, byte[] file, TopScores lists) {
    this.kind = kind;
    this.file = file;
    this.lists = lists;
  }

  static TaskOutput file(Kind kind, byte[] file) {
    return new TaskOutput(kind, file, null);
  }

  static TaskOutput lists(TopScores lists) {
    return new TaskOutput(Kind.LISTS, null, lists);
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
