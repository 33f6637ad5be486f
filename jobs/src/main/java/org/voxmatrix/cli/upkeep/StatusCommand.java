package org.voxmatrix.cli.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.documents.OperationDocument;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.profiles.ProfileDocument;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.status.OperationAnswers;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.OperationRow;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status")
public final class StatusCommand implements Callable<Integer> {

  /** What to show. */
  private static final class Subject {

    @Option(names = "--run", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private String run;

    @Option(names = "--task", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private String task;

    @Option(names = "--tasks", paramLabel = "RUN", descriptionKey = Settings.NOT_A_SETTING)
    private String tasksOf;

    @Option(names = "--operation", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private String operation;

    @Option(names = "--profile", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private String profile;
  }

  @ArgGroup private Subject subject = new Subject();
  @Mixin private OperationRetention retention;
  @Mixin private WarehouseOption warehouse;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    warehouse.requireExisting();
    try (Warehouse tables = warehouse.open()) {
      if (subject.task != null) {
        JsonOption.print(out, new TaskDocument(tables).of(subject.task));
      } else if (subject.run != null) {
        JsonOption.print(out, new RunDocument(tables).of(subject.run));
      } else if (subject.operation != null) {
        return operation(tables, out);
      } else if (subject.profile != null) {
        JsonOption.print(out, profile(tables));
      } else if (subject.tasksOf != null) {
        tasks(new Ledger(tables), out);
      } else {
        runs(tables, out);
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  private int operation(Warehouse tables, PrintWriter out) {
    Duration kept = retention.kept.time();
    Instant oldest = kept == null ? Instant.MIN : Instant.now().minus(kept);
    Optional<OperationRow> operation = new OperationTable(tables).find(subject.operation, oldest);
    JsonOption.print(
        out,
        operation
            .map(new OperationAnswers(tables)::document)
            .orElseGet(OperationDocument::notFound));
    return operation.isPresent() ? ExitCode.DONE : ExitCode.NOT_FOUND;
  }

  private JsonNode profile(Warehouse tables) {
    return ProfileId.parse(subject.profile)
        .flatMap(new ProfileTable(tables)::shown)
        .map(ProfileDocument::of)
        .orElseThrow(() -> NotFound.profile(subject.profile));
  }

  private void tasks(Ledger ledger, PrintWriter out) {
    if (ledger.run(subject.tasksOf).isEmpty()) {
      throw NotFound.run(subject.tasksOf);
    }
    for (TaskRow task : ledger.tasks(subject.tasksOf)) {
      out.println(
          String.join(
              "\t",
              task.taskId(),
              task.state().word(),
              task.itemId(),
              task.fault() == null ? "" : task.fault()));
    }
  }

  private void runs(Warehouse tables, PrintWriter out) {
    List<RunRow> runs = new Ledger(tables).runs();
    if (json.json) {
      RunDocument documents = new RunDocument(tables);
      ArrayNode all = Json.mapper().createArrayNode();
      runs.forEach(run -> all.add(documents.of(run)));
      JsonOption.print(out, all);
      return;
    }
    out.printf("%-36s  %-8s  %-11s  %9s  %s%n", "run", "job", "state", "items", "started");
    for (RunRow run : runs) {
      out.printf(
          "%-36s  %-8s  %-11s  %,9d  %s%n",
          run.runId(), run.job(), run.state().word(), run.items(), run.createdAt());
    }
  }
}
