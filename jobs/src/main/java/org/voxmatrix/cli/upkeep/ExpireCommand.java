package org.voxmatrix.cli.upkeep;

import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.KeptFor;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.TaskRetention;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.retention.ExpireJob;
import org.voxmatrix.jobs.retention.ExpireResult;
import org.voxmatrix.jobs.retention.ExpireSettings;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "expire")
public final class ExpireCommand implements Callable<Integer> {

  @Mixin private OperationRetention operations;

  @Mixin private TaskRetention tasks;

  @Option(
      names = "--retention-voiceprints",
      paramLabel = "TIME",
      defaultValue = "never",
      converter = KeptFor.Converter.class,
      descriptionKey = "retention.voiceprints")
  private KeptFor voiceprints;

  @Option(
      names = "--retention-snapshots",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = KeptFor.Converter.class,
      descriptionKey = "retention.snapshots")
  private KeptFor snapshots;

  @Mixin private WarehouseOption warehouse;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    warehouse.requireExisting();
    try (Warehouse tables = warehouse.open()) {
      ExpireSettings settings =
          new ExpireSettings(
              operations.kept.time(), tasks.kept.time(), voiceprints.time(), snapshots.time());
      ExpireResult result = new ExpireJob(tables, settings).execute();
      new Summary(spec)
          .line(
              "deleted",
              "%s, %s, %s",
              new Counted(result.operations(), "operation"),
              new Counted(result.runs(), "run"),
              new Counted(result.voiceprints(), "voiceprint"))
          .line("snapshots", "older ones of %,d tables", result.tables());
    }
    return ExitCode.DONE;
  }
}
