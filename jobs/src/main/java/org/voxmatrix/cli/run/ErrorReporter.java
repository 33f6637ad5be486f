package org.voxmatrix.cli.run;

import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Printable;
import org.voxmatrix.documents.ErrorDocument;
import org.voxmatrix.error.Failure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Faults;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for the user's mistakes, a logged stack trace for bugs. */
public final class ErrorReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final Settings settings;

  public ErrorReporter(Settings settings) {
    this.settings = settings;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String message = message(exception) + origin(exception);
    document(command, arguments, error(exception, message));
    print(command, message + "; see '" + help(command) + "'");
    return ExitCode.BAD_COMMAND_LINE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    if (Interruption.isUnderWay()) {
      return ExitCode.INTERNAL; // Nobody sees it: the signal decides the exit code.
    }
    String[] arguments = parsed.originalArgs().toArray(String[]::new);
    return fail(exception, command, arguments);
  }

  /** Reports a failure: what users can mend in one line, else a bug. */
  public static int fail(Throwable failure, CommandLine command, String... arguments) {
    return Faults.find(failure)
        .map(known -> reject(known, command, arguments))
        .orElseGet(() -> bug(failure, command, arguments));
  }

  private static int bug(Throwable failure, CommandLine command, String... arguments) {
    document(
        command,
        arguments,
        new RequestException(
            RequestError.INTERNAL,
            List.of(Failure.detail("The job failed: the log says why.", failure))));
    LoggerFactory.getLogger(ErrorReporter.class)
        .error("{} failed", command.getCommandName(), failure);
    print(command, "service error (internal): " + failure + "; this is a bug in Voxmatrix");
    return ExitCode.INTERNAL;
  }

  /** Prints a request error. */
  public static int reject(RequestException exception, CommandLine command, String... arguments) {
    document(command, arguments, exception);
    print(command, exception.getMessage() + " (" + exception.error().type() + ")");
    if (exception.has(Fault.RUN_TAKEN_OVER)) {
      return ExitCode.TAKEN_OVER;
    }
    return switch (exception.error()) {
      case RESOURCE_NOT_FOUND -> ExitCode.NOT_FOUND;
      case INTERNAL -> ExitCode.INTERNAL;
      default -> ExitCode.BAD_INPUT;
    };
  }

  /** What machines read, where they asked for it. */
  private static void document(CommandLine command, String[] arguments, RequestException error) {
    if (Arrays.asList(arguments).contains(JsonOption.NAME)) {
      JsonOption.print(command.getOut(), ErrorDocument.of(error));
    }
  }

  private static RequestException error(ParameterException exception, String message) {
    String field =
        exception.getArgSpec() instanceof OptionSpec option
            ? option.longestName().replaceFirst("^-+", "").replace('-', '_')
            : "root";
    return exception.getCommandLine().getParent() == null
        ? new RequestException(
            RequestError.METHOD_INVALID, Fault.REQUEST_BAD_VALUE, List.of(field), message)
        : RequestException.badValue(field, message);
  }

  private static void print(CommandLine command, String message) {
    command
        .getErr()
        .println(Printable.text("voxmatrix: " + message.replaceAll("\\s*\\R\\s*", " ")));
    command.getErr().flush();
  }

  private static String help(CommandLine command) {
    return command.getCommandSpec().qualifiedName() + " --help";
  }

  private static String message(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    if (command.getParent() != null || exception.getArgSpec() != null) {
      return exception.getMessage();
    }
    String given =
        exception instanceof UnmatchedArgumentException unmatched
            ? "no job '%s'".formatted(unmatched.getUnmatched().get(0))
            : "no job given";
    return "%s (%s); jobs: %s"
        .formatted(
            given,
            RequestError.METHOD_INVALID.type(),
            String.join(", ", command.getSubcommands().keySet()));
  }

  /** The place in the settings file of a bad value, if it was not given as an option. */
  private String origin(ParameterException exception) {
    return exception.getArgSpec() == null
        ? ""
        : settings.origin(exception.getArgSpec()).map(origin -> " (" + origin + ")").orElse("");
  }
}
