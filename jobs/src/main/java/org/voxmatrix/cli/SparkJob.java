package org.voxmatrix.cli;

import java.util.function.ToIntFunction;
import org.voxmatrix.jobs.Sessions;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a job on Spark: opens the session, marks its log lines, and survives Ctrl-C. */
final class SparkJob {

  private final CommandSpec spec;
  private final CommonOptions common;
  private final WarehouseOption warehouse;

  SparkJob(CommandSpec spec, CommonOptions common, WarehouseOption warehouse) {
    this.spec = spec;
    this.common = common;
    this.warehouse = warehouse;
  }

  /**
   * Runs the job.
   *
   * @return its exit code
   */
  int run(ToIntFunction<Sessions> job) {
    Interruption watch = Interruption.watch(spec.commandLine().getErr());
    try (Sessions sessions = Sessions.open(warehouse.folder(), spec.name())) {
      sessions
          .spark()
          .sparkContext()
          .setLocalProperty(CommonOptions.LOG_KEY, common.trace().correlationId());
      return job.applyAsInt(sessions);
    } finally {
      watch.end();
    }
  }
}
