package org.voxmatrix.cli.options;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.voxmatrix.error.RequestException;
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
      paramLabel = "ID|NAME|latest|none",
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
    try {
      List<ErrorRate> rates =
          Stream.of(
                  rate(ErrorRate.Of.COMPARISONS, far),
                  rate(ErrorRate.Of.RECORDINGS, falseAlarms),
                  rate(ErrorRate.Of.NIGHTS, nightly))
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
          new DecisionRule(
              rates.isEmpty() ? null : rates.get(0),
              calibration == null || calibration.equalsIgnoreCase("none") ? null : calibration,
              norm.cohort(),
              norm.topN(spec),
              List.of());
      rule.check(threshold);
      return rule;
    } catch (RequestException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage().replaceFirst("\\.$", ""));
    }
  }

  private static ErrorRate rate(ErrorRate.Of of, Double rate) {
    return rate == null ? null : new ErrorRate(of, rate);
  }
}
