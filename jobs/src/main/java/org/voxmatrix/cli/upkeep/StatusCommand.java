package org.voxmatrix.cli.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.TaskRetention;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Printable;
import org.voxmatrix.documents.OperationDocument;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.enroll.EnrollmentDocument;
import org.voxmatrix.jobs.models.ModelInUse;
import org.voxmatrix.jobs.models.ModelInUseTable;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileDocument;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.status.Kept;
import org.voxmatrix.jobs.status.OperationAnswers;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.GivenId;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.NotFound;
import org.voxmatrix.ledger.OperationTable;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status")
public final class StatusCommand implements Callable<Integer> {

  private static final long MAX_LIMIT = 10_000;

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

    @Option(names = "--enrollment", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private String enrollment;

    @Option(names = "--profile", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
    private String profile;
  }

  @ArgGroup private Subject subject = new Subject();

  @Option(names = "--offset", paramLabel = "N", descriptionKey = Settings.NOT_A_SETTING)
  private long offset;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      descriptionKey = Settings.NOT_A_SETTING)
  private long limit;

  @Mixin private OperationRetention operations;
  @Mixin private TaskRetention tasks;
  @Mixin private WarehouseOption warehouse;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    warehouse.requireExisting();
    requirePage();
    Kept kept = new Kept(operations.kept.oldest(), tasks.kept.oldest());
    try (Warehouse tables = warehouse.open()) {
      if (subject.task != null) {
        JsonOption.print(out, new TaskDocument(tables, kept).of(GivenId.of(subject.task)));
      } else if (subject.run != null) {
        RunRow run = run(tables, kept, subject.run);
        JsonOption.print(out, new RunDocument(tables).of(run, offset, limit));
      } else if (subject.operation != null) {
        return operation(tables, kept, out);
      } else if (subject.enrollment != null) {
        return enrollment(tables, kept, out);
      } else if (subject.profile != null) {
        JsonOption.print(out, profile(tables));
      } else if (subject.tasksOf != null) {
        tasks(tables, kept, out);
      } else {
        runs(tables, kept, out);
      }
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void requirePage() {
    if (offset < 0) {
      throw RequestException.badValue("offset", "--offset is " + offset + ": give 0 or more.");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw RequestException.badValue(
          "limit", "--limit is %d: give 1 to %,d.".formatted(limit, MAX_LIMIT));
    }
  }

  private int operation(Warehouse tables, Kept kept, PrintWriter out) {
    return answer(
        out,
        new OperationTable(tables)
            .find(GivenId.of(subject.operation), kept.operations())
            .map(new OperationAnswers(tables)::document));
  }

  /** What the enrollment service answers at the end of a request. */
  private int enrollment(Warehouse tables, Kept kept, PrintWriter out) {
    return answer(
        out,
        new EnrollmentTable(tables)
            .find(GivenId.of(subject.enrollment))
            .filter(row -> !row.finishedAt().isBefore(kept.operations()))
            .map(EnrollmentDocument::of));
  }

  private static int answer(PrintWriter out, Optional<? extends JsonNode> document) {
    JsonOption.print(
        out, document.<JsonNode>map(found -> found).orElseGet(OperationDocument::notFound));
    return document.isPresent() ? ExitCode.DONE : ExitCode.NOT_FOUND;
  }

  private static RunRow run(Warehouse tables, Kept kept, String given) {
    String id = GivenId.of(given);
    return new Ledger(tables).run(id).filter(kept::has).orElseThrow(() -> NotFound.run(id));
  }

  private JsonNode profile(Warehouse tables) {
    String model = new ModelInUseTable(tables).now().map(ModelInUse::modelFingerprint).orElse(null);
    return ProfileId.parse(subject.profile)
        .flatMap(id -> new ProfileTable(tables).shown(id, model))
        .map(ProfileDocument::of)
        .orElseThrow(() -> NotFound.profile(subject.profile));
  }

  private void tasks(Warehouse tables, Kept kept, PrintWriter out) {
    RunRow run = run(tables, kept, subject.tasksOf);
    if (json.json) {
      JsonOption.print(out, new RunDocument(tables).tasks(run, 0, run.items()));
      return;
    }
    for (Ledger.TaskState task : new Ledger(tables).taskStates(run, 0, run.items())) {
      out.println(
          String.join(
              "\t",
              task.taskId(),
              task.state().word(),
              Printable.text(task.itemId()),
              task.fault() == null ? "" : task.fault()));
    }
  }

  /** Ids may be names of files, in which anything may stand. */
  private void runs(Warehouse tables, Kept kept, PrintWriter out) {
    List<RunRow> runs = new Ledger(tables).runs().stream().filter(kept::has).toList();
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
