package org.voxmatrix.cli.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
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
        .line("detector", "%s", detector(report.detector()))
        .line("loads", "in %s", Summary.seconds(report.loading()))
        .line("reference", "%s", reference(report))
        .line("speed", "%.0f x real time on one core, features included", report.speed())
        .line("faults", "%s", faults(report));
  }

  private static String takes(ModelBundle bundle) {
    return bundle.kind() == InputKind.WAVEFORM
        ? "samples of %d Hz".formatted(bundle.sampleRate())
        : "%d log-mel bins%s, of %d Hz"
            .formatted(
                bundle.frontEnd().orElseThrow().bins(),
                bundle.subtractsMean() ? " less their mean" : "",
                bundle.sampleRate());
  }

  private static String detector(ModelReport.Detector detector) {
    return switch (detector) {
      case OWN -> "its own";
      case DEFAULT -> "that of the default model";
      case NONE -> "none that fits its frames: extract with --no-vad, or add vad.onnx";
    };
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
            .put("detector", report.detector().name().toLowerCase(Locale.ROOT))
            .put("loading_seconds", report.loading().toMillis() / 1000.0);
    report.agreement().ifPresent(cosine -> document.put("reference_cosine", cosine));
    return document
        .put("speed", report.speed())
        .put("faulty_pools", report.pools())
        .put("runtime", report.runtime());
  }
}
