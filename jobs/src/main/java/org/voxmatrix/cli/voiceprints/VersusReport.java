package org.voxmatrix.cli.voiceprints;

import java.math.BigDecimal;
import java.util.List;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.evaluate.versus.DifferenceTable;
import org.voxmatrix.jobs.evaluate.versus.MetricDifference;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code evaluate --versus} prints. */
record VersusReport(CommandSpec spec, boolean json) {

  void print(DifferenceTable table, String runId) {
    if (json) {
      JsonOption.print(spec.commandLine().getOut(), table.document(runId).orElseThrow());
      return;
    }
    List<MetricDifference> differences = table.of(runId);
    MetricDifference first = differences.get(0);
    Summary summary =
        new Summary(spec)
            .line("run", "%s", runId)
            .line(
                "trials",
                "%s, %s%s",
                new Counted(first.targets(), "target trial"),
                new Counted(first.nonTargets(), "non-target trial"),
                first.speakers() == null ? "" : " of " + new Counted(first.speakers(), "speaker"))
            .line(
                "left out",
                "%s that only --scores has, %s that only --versus has, %s missing in both",
                new Counted(first.onlyFirst(), "trial"),
                new Counted(first.onlySecond(), "trial"),
                new Counted(first.missing(), "trial"));
    for (MetricDifference one : differences) {
      boolean again = one != first && one.metric() == MetricDifference.Kind.AUC;
      summary.line(again ? "" : name(one), "%s", again ? interval(one).strip() : line(one));
    }
  }

  private static String name(MetricDifference one) {
    return switch (one.metric()) {
      case AUC -> "AUC";
      case EER -> "EER";
      case MIN_CLLR -> "min Cllr";
      case MIN_DCF -> "min DCF";
    };
  }

  private static String line(MetricDifference one) {
    boolean rate = one.metric() == MetricDifference.Kind.EER;
    String value = rate ? "%.2f %%" : "%.4f";
    double factor = rate ? 100 : 1;
    String prior =
        one.parameter() == null
            ? ""
            : "prior %s: ".formatted(BigDecimal.valueOf(one.parameter()).toPlainString());
    return prior
        + (value + " and " + value + ", difference ")
            .formatted(factor * one.first(), factor * one.second())
        + (rate ? "%+.2f" : "%+.4f").formatted(factor * one.difference())
        + interval(one)
        + (one.probability() == null ? "" : ", p = %.3g".formatted(one.probability()));
  }

  private static String interval(MetricDifference one) {
    if (one.method() == null) {
      return "";
    }
    boolean rate = one.metric() == MetricDifference.Kind.EER;
    String limit = rate ? "%+.2f" : "%+.4f";
    double factor = rate ? 100 : 1;
    return (" (" + limit + " to " + limit + " %s)")
        .formatted(
            factor * one.low(),
            factor * one.high(),
            switch (one.method()) {
              case DELONG -> "by DeLong's test, trials taken as independent";
              case BOOTSTRAP -> "by a bootstrap over the speakers";
              case JACKKNIFE -> "by a jackknife over the speakers";
            });
  }
}
