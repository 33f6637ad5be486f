package org.voxmatrix.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Command lines run in this process. */
final class CommandRun {

  private final Map<String, String> environment;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  CommandRun() {
    this(Map.of());
  }

  CommandRun(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs one and returns its exit code. */
  int of(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), environment, arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
