package org.voxmatrix.cli;

/** What the process answers with. */
final class ExitCode {

  /** Done. */
  static final int DONE = 0;

  /** The command line is wrong. */
  static final int BAD_COMMAND_LINE = 1;

  /** The user's input is at fault: one line says what. */
  static final int BAD_INPUT = 2;

  /** We are at fault: a trace is logged. */
  static final int INTERNAL = 3;

  /** No such task, run or operation. */
  static final int NOT_FOUND = 4;

  /** Done, but items were rejected or failed, and {@code --strict} was given. */
  static final int DONE_WITH_FAULTS = 5;

  private ExitCode() {}
}
