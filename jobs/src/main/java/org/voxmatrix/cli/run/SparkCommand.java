package org.voxmatrix.cli.run;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.session.Sessions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A job on Spark: opens the session, marks its log lines, and survives Ctrl-C. */
public abstract class SparkCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(SparkCommand.class);

  /** The end of a session that was not wanted any more before it was there. */
  private static CompletableFuture<?> abandoned = CompletableFuture.completedFuture(null);

  @Mixin protected WarehouseOption warehouse;
  @Mixin protected CommonOptions common;
  @Spec protected CommandSpec spec;

  @Override
  public Integer call() {
    String correlation = common.caller().correlationId();
    Settings.of(spec).file().ifPresent(file -> LOG.info("Settings: {}", file));
    Interruption watch = Interruption.watch(spec.commandLine().getErr());
    try (Sessions sessions = open()) {
      sessions.spark().sparkContext().setLocalProperty(CommonOptions.LOG_KEY, correlation);
      return run(
          JobContext.of(sessions.spark(), sessions.warehouse())
              .withCaller(common.caller())
              .withProgress(common.progress(spec.commandLine().getErr(), warehouse.arguments())));
    } finally {
      watch.end();
    }
  }

  /** Starts Spark, which takes seconds, and checks meanwhile what needs no Spark. */
  private Sessions open() {
    synchronized (SparkCommand.class) {
      abandoned.join(); // Of a command before this one, in the same process.
    }
    CompletableFuture<Sessions> opening =
        CompletableFuture.supplyAsync(
            () -> Sessions.open(warehouse.folder(), warehouse.catalogWait(), spec.name()),
            task -> new Thread(task, "voxmatrix-session").start());
    try {
      check();
    } catch (RuntimeException e) {
      synchronized (SparkCommand.class) {
        abandoned = opening.thenAccept(Sessions::close).exceptionally(failure -> null);
      }
      throw e;
    }
    try {
      return opening.join();
    } catch (CompletionException e) {
      return ExceptionUtils.rethrow(e.getCause());
    }
  }

  /** Fails, at once, where the job cannot be begun. */
  protected void check() {}

  /**
   * Runs the job.
   *
   * @return its exit code
   */
  protected abstract int run(JobContext context);
}
