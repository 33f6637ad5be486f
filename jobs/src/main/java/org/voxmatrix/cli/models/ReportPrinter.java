package org.voxmatrix.cli.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.models.ModelReport;
import org.voxmatrix.model.InputKind;
import org.voxmatrix.model.ModelBundle;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what an inspection found. */
final class ReportPrinter {

  private final CommandSpec spec;

  ReportPrinter(CommandSpec spec) {
    this.spec = spec;
  }

  void print(ModelReport report, boolean json) {
    if (json) {
      JsonOption.print(spec.commandLine().getOut(), document(report));
    } else {
      lines(report);
    }
  }

  private void lines(ModelReport report) {
    ModelBundle bundle = report.bundle();
    new Summary(spec)
        .line(
            "model",
            "%s %s, %s, fingerprint %s",
            bundle.name(),
            bundle.version(),
            bundle.licence(),
            bundle.fingerprintHex())
        .line("place", "%s", report.location())
        .line("takes", "%s", takes(bundle))
        .line("gives", "%d values, compared by cosine", bundle.embeddingSize())
        .line("loads", "in %s", Summary.seconds(report.loading()))
        .line("reference", "%s", reference(report))
        .line("speed", "%.0f x real time on one core, features included", report.speed())
        .line("faults", "%s", faults(report));
  }

  private static String takes(ModelBundle bundle) {
    String detector = bundle.vadFrontEnd().isPresent() ? "with a" : "without a";
    String what =
        bundle.kind() == InputKind.WAVEFORM
            ? "samples"
            : "%d log-mel bins%s"
                .formatted(
                    bundle.frontEnd().orElseThrow().bins(),
                    bundle.subtractsMean() ? " less their mean" : "");
    return "%s of %d Hz, %s speech detector of its own"
        .formatted(what, bundle.sampleRate(), detector);
  }

  private static String reference(ModelReport report) {
    if (report.agreement().isEmpty()) {
      return "none: the bundle has no reference.json to compare with";
    }
    double cosine = report.agreement().getAsDouble();
    return report.agrees()
        ? "as it should be (cosine %.6f)".formatted(cosine)
        : "NOT as it should be (cosine %.6f, at least %s): %s computes this model otherwise here, do not use it"
            .formatted(cosine, ModelReport.LEAST_AGREEMENT, report.runtime());
  }

  private static String faults(ModelReport report) {
    return report.pools() == 0
        ? "none that is known of " + report.runtime()
        : "%s computes it right, versions before 1.29 do not: %d AveragePool nodes with ceil_mode and count_include_pad"
            .formatted(report.runtime(), report.pools());
  }

  private static ObjectNode document(ModelReport report) {
    ModelBundle bundle = report.bundle();
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("name", bundle.name())
            .put("version", bundle.version())
            .put("licence", bundle.licence())
            .put("fingerprint", bundle.fingerprintHex())
            .put("place", report.location())
            .put("kind", bundle.kind().label())
            .put("sample_rate", bundle.sampleRate())
            .put("embedding_size", bundle.embeddingSize())
            .put("own_detector", bundle.vadFrontEnd().isPresent())
            .put("loading_seconds", report.loading().toMillis() / 1000.0);
    report.agreement().ifPresent(cosine -> document.put("reference_cosine", cosine));
    return document
        .put("speed", report.speed())
        .put("faulty_pools", report.pools())
        .put("runtime", report.runtime());
  }
}
