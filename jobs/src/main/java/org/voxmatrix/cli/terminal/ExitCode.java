package org.voxmatrix.cli.terminal;

/** The exit codes of the process. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** The command line is wrong. */
  public static final int BAD_COMMAND_LINE = 1;

  /** The input is invalid: one line says why. */
  public static final int BAD_INPUT = 2;

  /** Internal error: a stack trace is logged. */
  public static final int INTERNAL = 3;

  /** No such task, run or operation. */
  public static final int NOT_FOUND = 4;

  /** Done, but items were rejected or failed, and {@code --strict} was given. */
  public static final int DONE_WITH_FAULTS = 5;

  /** Another process has taken the run over, while this one did not answer. */
  public static final int TAKEN_OVER = 6;

  private ExitCode() {}
}
