package org.voxmatrix.cli.run;

import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.documents.ErrorDocument;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Faults;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
    print(command, message(exception) + origin(exception) + "; see '" + help(command) + "'");
    return ExitCode.BAD_COMMAND_LINE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    if (Interruption.isUnderWay()) {
      return ExitCode.INTERNAL; // Nobody sees it: the signal decides the exit code.
    }
    Optional<RequestException> known = Faults.find(exception);
    if (known.isPresent()) {
      if (innermost(parsed).hasMatchedOption(JsonOption.NAME)) {
        JsonOption.print(command.getOut(), ErrorDocument.of(known.get()));
      }
      return reject(known.get(), command);
    }
    LoggerFactory.getLogger(ErrorReporter.class)
        .error("{} failed", command.getCommandName(), exception);
    print(command, "service error (internal): " + exception + "; this is a bug in Voxmatrix");
    return ExitCode.INTERNAL;
  }

  /** Reports what picocli lets through: the machine has no memory, or loads no libraries. */
  public static int fail(Error error, CommandLine command) {
    Optional<RequestException> known = Faults.find(error);
    if (known.isPresent()) {
      return reject(known.get(), command);
    }
    throw error;
  }

  private static ParseResult innermost(ParseResult parsed) {
    return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
  }

  /** Prints a request error. */
  public static int reject(RequestException exception, CommandLine command) {
    print(command, exception.getMessage() + " (" + exception.error().type() + ")");
    return exception.error() == RequestError.RESOURCE_NOT_FOUND
        ? ExitCode.NOT_FOUND
        : exception.error() == RequestError.INTERNAL ? ExitCode.INTERNAL : ExitCode.BAD_INPUT;
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println("voxmatrix: " + message.replaceAll("\\s*\\R\\s*", " "));
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
