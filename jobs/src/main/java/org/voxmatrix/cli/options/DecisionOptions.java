package org.voxmatrix.cli.options;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.ErrorRate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** By what recordings are told from strangers'. */
public final class DecisionOptions {

  @Option(names = "--threshold", paramLabel = "SCORE")
  private Double threshold;

  @Option(names = "--far", paramLabel = "RATE", descriptionKey = "decision.far")
  private Double far;

  @Option(names = "--false-alarms", paramLabel = "RATE", descriptionKey = "decision.false-alarms")
  private Double falseAlarms;

  @Option(
      names = "--calibration",
      paramLabel = "ID|NAME|latest|model|none",
      descriptionKey = "decision.calibration")
  private String calibration;

  @Mixin private NormOptions norm;

  /** Null for what the rule says. */
  public Double threshold() {
    return threshold;
  }

  /**
   * The rule.
   *
   * @param nightly alerts of a night; or null
   * @throws ParameterException if options contradict each other
   */
  public DecisionRule rule(CommandSpec spec, Double nightly) {
    List<ErrorRate> rates =
        Stream.of(
                rate(spec, "--far", ErrorRate.Of.COMPARISONS, far),
                rate(spec, "--false-alarms", ErrorRate.Of.RECORDINGS, falseAlarms),
                rate(spec, "--alerts-per-night", ErrorRate.Of.NIGHTS, nightly))
            .filter(Objects::nonNull)
            .toList();
    if (rates.size() + (threshold == null ? 0 : 1) > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "a threshold and rates of false alarms exclude each other: give one of --threshold,"
              + " --far and --false-alarms"
              + (spec.findOption("--alerts-per-night") == null ? "" : ", --alerts-per-night"));
    }
    DecisionRule rule =
        told(
            spec,
            "--cohort",
            norm.cohort(),
            () ->
                new DecisionRule(
                    rates.isEmpty() ? null : rates.get(0),
                    CalibrationChoice.named(calibration),
                    norm.cohort(),
                    norm.topN(spec),
                    List.of()));
    return told(
        spec,
        "--threshold",
        threshold,
        () -> {
          rule.check(threshold);
          return rule;
        });
  }

  private static ErrorRate rate(CommandSpec spec, String option, ErrorRate.Of of, Double rate) {
    return rate == null ? null : told(spec, option, rate, () -> new ErrorRate(of, rate));
  }

  /** Tells of which option a value is refused. */
  private static <T> T told(CommandSpec spec, String option, Object value, Supplier<T> made) {
    try {
      return made.get();
    } catch (RequestException e) {
      throw new ParameterException(
          spec.commandLine(),
          e.getMessage().replaceFirst("\\.$", ""),
          spec.findOption(option),
          Objects.toString(value, null));
    }
  }
}
