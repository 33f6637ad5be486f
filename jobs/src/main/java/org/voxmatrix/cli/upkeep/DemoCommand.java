package org.voxmatrix.cli.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.ShellCommand;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.demo.DemoJob;
import org.voxmatrix.ledger.State;
import org.voxmatrix.report.LabelledMatrix;
import org.voxmatrix.report.MeanTable;
import org.voxmatrix.storage.PrivateFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo")
public final class DemoCommand extends SparkCommand {

  @Mixin private ModelOption model;

  @Option(names = "--samples", paramLabel = "DIR")
  private Path samples;

  @Override
  protected int run(JobContext context) {
    Path folder =
        samples != null
            ? samples
            : Path.of(System.getProperty("voxmatrix.home", "."), "sample-data");
    DemoJob demo = new DemoJob(context, folder, folder("demo"), model.location());
    summary(demo.execute(), context.warehouse().location(), folder);
    return ExitCode.DONE;
  }

  private Path folder(String name) {
    try {
      return PrivateFiles.folder(warehouse.folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void summary(DemoJob.Result result, String location, Path folder) {
    LabelledMatrix matrix = result.matrix();
    List<LabelledMatrix.Confusion> confusions = matrix.confusions();
    int all = matrix.ids().size();
    boolean colour = System.console() != null && System.getenv("NO_COLOR") == null;
    spec.commandLine().getOut().println();
    new Summary(spec)
        .line(
            "recordings",
            "%d of %d voices, %.0f s of audio: %d done",
            all,
            matrix.labels().stream().distinct().count(),
            result.extracted().summary().audioSeconds(),
            result.extracted().summary().count(State.DONE))
        .line(
            "broken",
            "%d files: %d rejected, each with its reason, %d usable after all",
            result.broken().summary().states().values().stream().mapToLong(n -> n).sum(),
            result.broken().summary().count(State.REJECTED),
            result.broken().summary().count(State.DONE))
        .counts("reasons", result.broken().summary().faults())
        .line(
            "nearest",
            "the same voice for %d of %d recordings (%.1f %%)",
            all - confusions.size(),
            all,
            100.0 * (all - confusions.size()) / all);
    confusions.forEach(
        confusion ->
            new Summary(spec)
                .line(
                    "confused",
                    "%s is nearest to %s (%.2f)",
                    confusion.id(),
                    confusion.nearest(),
                    confusion.score()));
    spec.commandLine().getOut().printf("%nMean score, voice against voice:%n");
    spec.commandLine()
        .getOut()
        .println(MeanTable.of(matrix, colour ? MeanTable.Style.COLOUR : MeanTable.Style.PLAIN));
    String first = folder.resolve("voices").toString();
    new Summary(spec)
        .line(
            "picture",
            "%s",
            result.picture() == null
                ? "none: Java finds no font; install fontconfig and fonts-dejavu-core"
                : result.picture())
        .line("tables", "%s", location)
        .line("next", "%s", next("status", "--run", result.extracted().runId()))
        .line("", "%s", next("status", "--task", result.compared().taskId()))
        .line(
            "",
            "%s",
            next(
                "export",
                "scores",
                "--run",
                result.compared().runId(),
                "--out",
                "scores.csv",
                "--format",
                "csv"))
        .line(
            "",
            "%s",
            ShellCommand.of(
                List.of(),
                "score",
                first + "/english-rms/english-rms-1.wav",
                first + "/english-rms/english-rms-2.flac"))
        .line(
            "",
            "%s",
            ShellCommand.of(List.of(), "manifest", "YOUR-FOLDER", "--out", "yours.parquet"));
  }

  private String next(String... words) {
    return ShellCommand.of(warehouse.arguments(), words);
  }
}
