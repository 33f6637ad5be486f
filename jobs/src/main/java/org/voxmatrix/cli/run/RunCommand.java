package org.voxmatrix.cli.run;

import java.util.function.Consumer;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.MaxItemsOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.options.StrictOption;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Mixin;

/** A job whose result is a run over the rows of a manifest. */
public abstract class RunCommand extends SparkCommand {

  @Mixin protected ModelOption model;
  @Mixin protected RunIdOption runId;
  @Mixin private StrictOption strict;
  @Mixin private JsonOption json;

  /** The context of a run that makes operations. */
  protected JobContext own(JobContext context, MaxItemsOption most, OperationRetention retention) {
    return context
        .withMaxItems(most.items)
        .withRunId(runId.id)
        .withOperationsKept(retention.kept.time());
  }

  /**
   * Prints what a run did: as JSON, or as lines of which {@code facts} adds all but the first.
   *
   * @return the exit code
   */
  protected int report(Warehouse tables, RunResult run, Consumer<Summary> facts) {
    if (json.json) {
      JsonOption.print(spec.commandLine().getOut(), new RunDocument(tables).of(run.runId()));
    } else {
      facts.accept(
          new Summary(spec)
              .line("run", "%s done in %s", run.runId(), Summary.seconds(run.elapsed())));
    }
    return strict.code(run.summary().faulty());
  }
}
