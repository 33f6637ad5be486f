package org.voxmatrix.cli.run;

import java.util.function.ToIntFunction;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.session.Sessions;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a job on Spark: opens the session, marks its log lines, and survives Ctrl-C. */
public final class SparkJob {

  private final CommandSpec spec;
  private final CommonOptions common;
  private final WarehouseOption warehouse;

  public SparkJob(CommandSpec spec, CommonOptions common, WarehouseOption warehouse) {
    this.spec = spec;
    this.common = common;
    this.warehouse = warehouse;
  }

  /**
   * Runs the job.
   *
   * @return its exit code
   */
  public int run(ToIntFunction<JobContext> job) {
    Interruption watch = Interruption.watch(spec.commandLine().getErr());
    try (Sessions sessions = Sessions.open(warehouse.folder(), spec.name())) {
      sessions
          .spark()
          .sparkContext()
          .setLocalProperty(CommonOptions.LOG_KEY, common.trace().correlationId());
      return job.applyAsInt(
          JobContext.of(sessions.spark(), sessions.warehouse())
              .withCaller(common.trace())
              .withProgress(common.progress(spec.commandLine().getErr())));
    } finally {
      watch.end();
    }
  }
}
