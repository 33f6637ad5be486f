package org.voxmatrix.cli.upkeep;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.repair.RepairJob;
import org.voxmatrix.jobs.repair.RepairResult;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.catalog.CatalogFile;
import org.voxmatrix.tables.catalog.RepairTurn;
import org.voxmatrix.tables.repair.Damage;
import org.voxmatrix.tables.repair.Depth;
import org.voxmatrix.tables.repair.LostTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "repair")
public final class RepairCommand implements Callable<Integer> {

  @Option(names = "--apply", descriptionKey = Settings.NOT_A_SETTING)
  private boolean apply;

  @Option(names = "--contents", descriptionKey = Settings.NOT_A_SETTING)
  private boolean contents;

  @Option(names = "--give-up", descriptionKey = Settings.NOT_A_SETTING)
  private boolean giveUp;

  @Mixin private WarehouseOption warehouse;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    warehouse.requireExisting();
    return apply && !warehouse.isConfigured()
        ? RepairTurn.during(warehouse.folder(), this::repair)
        : repair();
  }

  private int repair() {
    Summary summary = new Summary(spec);
    if (!warehouse.isConfigured() && CatalogFile.isDamaged(warehouse.folder())) {
      if (!apply) {
        summary
            .line("catalog", "cannot be read; its tables are found when a new one is made")
            .next(warehouse.arguments(), "repair", "--apply");
        return ExitCode.BAD_INPUT;
      }
      Path aside = CatalogFile.setAside(warehouse.folder());
      summary.line("catalog", "made anew; the damaged one is kept as %s", aside);
    }
    try (Warehouse tables = warehouse.open()) {
      RepairJob job =
          new RepairJob(
              tables,
              contents ? Depth.CONTENTS : Depth.LENGTHS,
              giveUp,
              Settings.of(spec).limits());
      return report(apply ? job.apply() : job.find(), summary);
    }
  }

  private int report(RepairResult result, Summary summary) {
    for (LostTable table : result.lost()) {
      summary.line(
          apply ? "registered" : "lost",
          "%s: %s, last changed at %s",
          table.table().tableName(),
          new Counted(table.rows(), "row"),
          table.changedAt());
    }
    for (VoxTable table : result.unchecked()) {
      if (!apply) {
        summary.line("unchecked", "%s: registered by a repair that did not end", table.tableName());
      }
    }
    for (Damage damage : result.damages()) {
      boolean kept = !apply || result.kept().containsKey(damage.table());
      summary.line(kept ? "damaged" : "taken out", "%s: %s", damage.table().tableName(), damage);
    }
    result
        .undone()
        .forEach(
            (run, waves) ->
                summary.line(
                    apply ? "taken back" : "to redo",
                    "%s of run %s: the same command as before goes on with it",
                    new Counted(waves.size(), "wave"),
                    run));
    result
        .kept()
        .forEach(
            (table, why) ->
                summary.line(
                    "kept",
                    "%s: %s; restore it from a backup, or give that up: repair --apply --give-up",
                    table.tableName(),
                    why));
    for (VoxTable table : result.gone()) {
      summary.line("gone", "rows of %s: docs/recovery.md says what to do", table.tableName());
    }
    if (result.isClean()) {
      summary.line("catalog", "leads to every table that has ever been written to");
      summary.line("files", "are as the tables say");
    } else if (!apply) {
      summary.next(warehouse.arguments(), "repair", "--apply");
    }
    return result.isClean() || apply && result.kept().isEmpty()
        ? ExitCode.DONE
        : ExitCode.BAD_INPUT;
  }
}
