package org.voxmatrix.cli.speakers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voxmatrix.cli.options.DecisionOptions;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.identify.Advice;
import org.voxmatrix.jobs.identify.AdviseJob;
import org.voxmatrix.jobs.identify.IdentifySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a threshold is worth on the user's own recordings. */
@Command(name = "advise")
public final class AdviseCommand extends SparkCommand {

  @Option(names = "--profiles", paramLabel = "FILE")
  private String profiles;

  @Option(names = "--alerts-per-night", paramLabel = "N")
  private Double alertsPerNight;

  @Option(names = "--recordings-per-night", paramLabel = "N")
  private Double night;

  @Mixin private DecisionOptions decision;
  @Mixin private ModelOption model;
  @Mixin private JsonOption json;

  private IdentifySettings settings;

  @Override
  protected void check() {
    DecisionRule rule = decision.rule(spec, alertsPerNight);
    if (rule.cohort() == null || rule.isOwn()) {
      throw new ParameterException(
          spec.commandLine(), "give --cohort: a set of recordings of which most are strangers'");
    }
    if (night != null && !(night >= 1 && night < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(
          spec.commandLine(), "--recordings-per-night is " + night + "; it must be at least 1");
    }
    if (alertsPerNight != null && night == null) {
      throw new ParameterException(
          spec.commandLine(), "--alerts-per-night needs --recordings-per-night");
    }
    settings =
        IdentifySettings.of(null)
            .withProfiles(profiles)
            .withModel(model.location())
            .withThreshold(decision.threshold())
            .withRule(
                alertsPerNight == null ? rule : rule.withRate(rule.rate().ofRecordings(night)));
  }

  @Override
  protected int run(JobContext context) {
    Advice advice = new AdviseJob(context, settings).execute();
    if (json.json) {
      ObjectNode document = Json.mapper().createObjectNode();
      document
          .put("threshold", advice.threshold())
          .put("score_kind", advice.scoreKind())
          .put("profiles", advice.profiles())
          .put("cohort", advice.cohort())
          .put("comparisons", advice.comparisons())
          .put("false_accept_rate", advice.falseAcceptRate())
          .put("extrapolated", advice.extrapolated());
      document
          .putObject("false_alarms")
          .put("rate", advice.falseAlarms().rate())
          .put("low", advice.falseAlarms().low())
          .put("high", advice.falseAlarms().high())
          .put("counted", advice.falseAlarms().counted());
      document
          .putObject("left_out")
          .put("of", advice.leftOut())
          .put("count", advice.falseAlarms().leftOut());
      document.putObject("misses").put("of", advice.enrollments()).put("count", advice.missed());
      JsonOption.print(spec.commandLine().getOut(), document);
      return ExitCode.DONE;
    }
    print(new Summary(spec), advice);
    return ExitCode.DONE;
  }

  private void print(Summary page, Advice advice) {
    page.line("threshold", "%.4f (%s)", advice.threshold(), advice.scoreKind())
        .line(
            "found on",
            "%s with %s: %,d comparisons",
            new Counted(advice.cohort(), "recording"),
            new Counted(advice.profiles(), "profile"),
            advice.comparisons())
        .line(
            "strangers",
            "%.3g %% of recordings are taken for somebody (95 %% interval %.3g to %.3g), %.3g %% of"
                + " comparisons; %.3g %% were counted",
            100 * advice.falseAlarms().rate(),
            100 * advice.falseAlarms().low(),
            100 * advice.falseAlarms().high(),
            100 * advice.falseAcceptRate(),
            100 * advice.falseAlarms().counted());
    if (night != null) {
      page.line(
          "a night",
          "%.3g false alerts in %,.0f recordings (95 %% interval %.3g to %.3g)",
          night * advice.falseAlarms().rate(),
          night,
          night * advice.falseAlarms().low(),
          night * advice.falseAlarms().high());
    }
    if (advice.leftOut() > 0) {
      page.line(
          "left out",
          "%s that resemble a profile as strangers do not; %,d of them reach the threshold, and are"
              + " false alarms if they are of strangers: the intervals' upper ends have them",
          new Counted(advice.leftOut(), "recording"),
          advice.falseAlarms().leftOut());
    }
    if (advice.extrapolated()) {
      page.line(
          "too few",
          "fewer than 30 of these comparisons are expected to reach it, so the rate is"
              + " extrapolated: %,.0f would do",
          Math.ceil(30 / advice.falseAcceptRate()));
    }
    page.line(
            "misses",
            "%s",
            advice.enrollments() == 0
                ? "not known: no profile has two enrollments"
                : "%,d of %s, each compared with the others of its profile"
                    .formatted(advice.missed(), new Counted(advice.enrollments(), "enrollment")))
        .setAside(advice.setAside());
  }
}
