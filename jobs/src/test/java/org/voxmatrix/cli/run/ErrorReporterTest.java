package org.voxmatrix.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorReporterTest {

  private final StringWriter err = new StringWriter();

  @Test
  void whatIsNotFoundIsCodeFour() {
    assertThat(code(request(RequestError.RESOURCE_NOT_FOUND))).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(err).hasToString("voxmatrix: What it is. (resource.not-found)\n");
  }

  @Test
  void otherRequestErrorsAreTheUsers() {
    assertThat(code(request(RequestError.STORAGE_CAPACITY_EXCEEDED))).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void anythingElseIsOurs() {
    assertThat(code(new IllegalStateException("two\nlines"))).isEqualTo(ExitCode.INTERNAL);
    assertThat(err.toString())
        .startsWith(
            "voxmatrix: service error (internal): java.lang.IllegalStateException: two lines")
        .hasLineCount(1);
  }

  private static RequestException request(RequestError error) {
    return new RequestException(error, Fault.INTERNAL, List.of("root"), "What it is.");
  }

  private int code(RuntimeException thrown) {
    CommandLine failing = new CommandLine(new Failing(thrown));
    Settings settings = Settings.load(Optional.empty(), Map.of(), failing, () -> failing);
    return failing
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(new ErrorReporter(settings))
        .execute();
  }

  @Command(name = "failing")
  private record Failing(RuntimeException thrown) implements Runnable {
    @Override
    public void run() {
      throw thrown;
    }
  }
}
