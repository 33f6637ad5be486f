package org.voxmatrix.cli.voiceprints;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint;
import org.voxmatrix.jobs.evaluate.openset.OpenSetTable;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code evaluate --open-set} prints. */
record OpenSetReport(CommandSpec spec, boolean json) {

  void print(OpenSetTable table, String runId) {
    if (json) {
      JsonOption.print(spec.commandLine().getOut(), table.document(runId).orElseThrow());
      return;
    }
    List<OpenSetPoint> points = table.points(runId);
    OpenSetPoint first = points.get(0);
    Summary summary =
        new Summary(spec)
            .line("run", "%s", runId)
            .line(
                "probes",
                "%s of the %s in the gallery, %s of strangers%s",
                new Counted(first.known(), "probe"),
                people(first.people()),
                new Counted(first.strangers(), "probe"),
                first.leftOut() ? " (people left out of the gallery for their own)" : "");
    int gallery = 0;
    for (OpenSetPoint point : points) {
      summary.line(point.gallery() == gallery ? "" : "gallery", "%s", line(point));
      gallery = point.gallery();
    }
  }

  private static String people(int count) {
    return count == 1 ? "1 person" : "%,d people".formatted(count);
  }

  private static String line(OpenSetPoint point) {
    String of = people(point.gallery()) + ": ";
    String missed =
        point.falseNegativeRate() == null
            ? "none known"
            : "%.3g %% of the known".formatted(100 * point.falseNegativeRate());
    if (point.kind() == OpenSetPoint.Kind.RANK) {
      return of + "%s not among the best %d".formatted(missed, (int) point.parameter());
    }
    String at =
        point.threshold() == null
            ? "a threshold above all scores"
            : String.format(Locale.ROOT, "%.4f", point.threshold());
    String asked =
        point.kind() == OpenSetPoint.Kind.THRESHOLD
            ? ""
            : "false positives up to %s: "
                .formatted(BigDecimal.valueOf(point.parameter()).toPlainString());
    return of
        + "%sat %s, %.3g %% of strangers taken for somebody, %s missed"
            .formatted(asked, at, 100 * point.falsePositiveRate(), missed);
  }
}
