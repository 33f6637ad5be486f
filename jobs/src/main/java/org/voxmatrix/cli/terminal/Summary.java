package org.voxmatrix.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.voxmatrix.error.Counted;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.ledger.RunSummary;
import org.voxmatrix.ledger.State;
import picocli.CommandLine.Model.CommandSpec;

/** The lines that a job prints at its end. */
public final class Summary {

  private final PrintWriter out;

  public Summary(CommandSpec spec) {
    this.out = spec.commandLine().getOut();
  }

  /** Prints one line: a subject, and the facts about it. */
  public Summary line(String subject, String format, Object... values) {
    out.printf("%-11s %s%n", subject, Printable.text(String.format(format, values)));
    out.flush();
    return this;
  }

  /**
   * Prints a command to go on with.
   *
   * @param more see {@link ShellCommand#of}
   */
  public Summary next(List<String> more, String... words) {
    return line("next", "%s", ShellCommand.of(more, words));
  }

  /** Prints how the items of a run ended, and their faults. */
  public Summary outcomes(String subject, String done, RunResult result) {
    RunSummary summary = result.summary();
    return line(
            subject,
            "%,d %s, %,d rejected, %,d failed; %,d skipped (already done)",
            summary.count(State.DONE),
            done,
            summary.count(State.REJECTED),
            summary.count(State.FAILED),
            result.skipped())
        .counts("faults", summary.faults());
  }

  /** Prints counts, if there are any. */
  public Summary counts(String subject, Map<?, Long> counts) {
    return counts.isEmpty()
        ? this
        : line(
            subject,
            "%s",
            counts.entrySet().stream()
                .map(count -> "%s %,d".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", ")));
  }

  /** Prints profiles that were requested but cannot be used. */
  public Summary setAside(List<ErrorDetail> faults) {
    faults.forEach(
        fault -> line("set aside", "%s: %s", fault.context().get("profile_id"), fault.message()));
    return this;
  }

  /**
   * Prints a threshold, and what it is worth if nobody chose it.
   *
   * @param threshold null where nothing was compared
   * @param ofModel whether it is that of the model
   */
  public Summary threshold(Double threshold, String scoreKind, boolean ofModel) {
    return threshold == null
        ? this
        : line(
            "threshold",
            "%.4f (%s)%s",
            threshold,
            scoreKind,
            ofModel
                ? ", the model's own, not calibrated on your recordings: give --norm as --cohort own"
                    + " --false-alarms 0.01, or a --calibration"
                : "");
  }

  public static String seconds(Duration time) {
    double seconds = time.toMillis() / 1000.0;
    return seconds < 120
        ? "%.1f s".formatted(seconds)
        : "%d h %02d min %02d s"
            .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  public static String bytes(long count) {
    return count < 10_000_000
        ? new Counted(count, "byte").toString()
        : "%,.1f MB".formatted(count / 1e6);
  }
}
