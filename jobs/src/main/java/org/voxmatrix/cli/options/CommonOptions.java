package org.voxmatrix.cli.options;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.Printable;
import org.voxmatrix.cli.terminal.ProgressLine;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.session.Progress;
import picocli.CommandLine.Option;

/** The options that every job has. */
public final class CommonOptions {

  /** Under this name log lines find the correlation id; Spark carries it to executors. */
  public static final String LOG_KEY = "mdc.correlation_id";

  /** An argument that gives the settings file, or says that the next one does. */
  public static final Pattern CONF = Pattern.compile("--conf(?:ig)?(?:=(.*))?");

  @Option(
      names = {"--conf", "--config"},
      paramLabel = "FILE",
      descriptionKey = Settings.NOT_A_SETTING)
  String conf;

  @Option(names = "--correlation-id", paramLabel = "ID", descriptionKey = "correlation-id")
  private String correlationId;

  @Option(names = "--request-id", paramLabel = "ID", descriptionKey = "request-id")
  private String requestId;

  @Option(
      names = {"-q", "--quiet"},
      descriptionKey = "quiet")
  boolean quiet;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true)
  boolean help;

  private CallerIds caller;

  /** The ids given or generated, also for log lines. */
  public CallerIds caller() {
    if (caller == null) {
      for (String id : new String[] {correlationId, requestId}) {
        if (id != null && !Printable.text(id).equals(id)) {
          throw RequestException.badValue(
              "correlation-id", "'%s' has control characters: give another id.".formatted(id));
        }
      }
      caller = new CallerIds(correlationId, requestId);
      MDC.put(LOG_KEY, caller.correlationId());
    }
    return caller;
  }

  /**
   * Progress on {@code err}, unless {@code --quiet} was given.
   *
   * @param warehouse see {@link WarehouseOption#arguments}
   */
  public Progress progress(PrintWriter err, List<String> warehouse) {
    if (quiet) {
      return Progress.silent();
    }
    return new ProgressLine(
        err,
        Boolean.getBoolean("voxmatrix.terminal")
            ? ProgressLine.Style.TERMINAL
            : ProgressLine.Style.LOG,
        System::nanoTime,
        warehouse);
  }
}
