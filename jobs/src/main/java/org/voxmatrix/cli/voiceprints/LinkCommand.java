package org.voxmatrix.cli.voiceprints;

import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.NormOptions;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.ForecastPage;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.link.LinkJob;
import org.voxmatrix.jobs.link.LinkResult;
import org.voxmatrix.jobs.link.LinkRow;
import org.voxmatrix.jobs.link.LinkSettings;
import org.voxmatrix.jobs.link.LinkTable;
import org.voxmatrix.jobs.link.cluster.Linkage;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "link")
public final class LinkCommand extends SparkCommand {

  @Option(names = "--a", paramLabel = "SET", required = true)
  private String a;

  @Option(names = "--threshold", paramLabel = "SCORE", required = true)
  private double threshold;

  @Option(names = "--labels", paramLabel = "COLUMN|FILE")
  private String labels;

  @Option(names = "--linkage", paramLabel = "average|complete", defaultValue = "average")
  private Linkage linkage;

  @Option(names = "--max-size", paramLabel = "N", defaultValue = "5000")
  private int maxSize;

  @Option(names = "--former", paramLabel = "ID|latest|none", defaultValue = "latest")
  private String former;

  @Option(names = "--calibration", paramLabel = "ID|NAME|latest|model|none")
  private String calibration;

  @Option(names = "--raw-model", paramLabel = "NAME")
  private String rawModel;

  @Option(names = "--skip-bad")
  private boolean skipBad;

  @Option(names = "--explain")
  private boolean explain;

  @Mixin private NormOptions norm;
  @Mixin private ModelOption model;
  @Mixin private RunIdOption runId;
  @Mixin private JsonOption json;

  private LinkSettings settings;

  @Override
  protected void check() {
    settings =
        new LinkSettings(
            a,
            labels,
            rawModel,
            model.location(),
            skipBad,
            threshold,
            CalibrationChoice.named(calibration),
            norm.choice(spec),
            linkage,
            maxSize,
            former);
    if (SetSource.isRun(a)) {
      try (Warehouse tables = warehouse.open()) {
        SetSource.checkRun(tables, a, "voiceprints_a");
      }
    }
  }

  @Override
  protected int run(JobContext context) {
    LinkJob job = new LinkJob(context.withRunId(runId.id), settings);
    if (explain) {
      new ForecastPage(spec).print(job.forecast());
      return ExitCode.DONE;
    }
    LinkResult result = job.execute();
    if (json.json) {
      JsonOption.print(
          spec.commandLine().getOut(),
          new LinkTable(context.warehouse()).document(result.runId()).orElseThrow());
    } else {
      print(result, context.warehouse());
    }
    return ExitCode.DONE;
  }

  private void print(LinkResult result, Warehouse tables) {
    LinkRow found = result.found();
    Summary summary =
        new Summary(spec)
            .line("run", "%s done in %s", result.runId(), Summary.seconds(result.elapsed()))
            .line(
                "people",
                "%,d of %s: %,d with one voiceprint, the largest with %,d",
                found.people(),
                new Counted(found.voiceprints(), "voiceprint"),
                found.peopleOfOne(),
                found.largest())
            .line(
                "copies",
                "%s of audio that is there already",
                new Counted(found.copies(), "voiceprint"))
            .line(
                "bridges",
                "%s or voiceprints that alone hold groups of hits together",
                new Counted(found.bridges(), "pair"));
    if (found.peopleCut() > 0) {
      summary.line(
          "cut",
          "%,d people are of groups of more than %,d voiceprints, which were cut: raise --threshold, or --max-size",
          found.peopleCut(),
          found.maxSize());
    }
    if (labels != null) {
      labels(summary, found);
    }
    summary
        .line("former", "%s", former(found))
        .line("tables", "%s: people, people_members, people_bridges, links", tables.location())
        .next(
            warehouse.arguments(),
            "export",
            "people_members",
            "--run",
            result.runId(),
            "--format",
            "csv",
            "--out",
            "people");
  }

  private static void labels(Summary summary, LinkRow found) {
    summary.line(
        "labels",
        "%,d people have one, %,d have several, which contradict each other; %,d labels are of several"
            + " people",
        found.peopleLabelled(),
        found.peopleOfSeveralLabels(),
        found.labelsOfSeveralPeople());
    if (found.unknownLabels() > 0) {
      summary.line(
          "set aside",
          "%s of ids that the set does not have, see set_faults",
          new Counted(found.unknownLabels(), "label"));
    }
  }

  private static String former(LinkRow found) {
    return found.formerRunId() == null
        ? "none: all ids of people are new"
        : "%s: %,d people keep their id, %,d were merged into others, %,d got voiceprints of others"
            .formatted(found.formerRunId(), found.carriedOver(), found.merged(), found.split());
  }
}
