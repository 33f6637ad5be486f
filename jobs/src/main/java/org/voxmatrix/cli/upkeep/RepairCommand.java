package org.voxmatrix.cli.upkeep;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.repair.CatalogRepair;
import org.voxmatrix.tables.repair.EmbeddedCatalog;
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

  @Mixin private WarehouseOption warehouse;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    warehouse.requireExisting();
    Summary summary = new Summary(spec);
    if (!warehouse.isConfigured() && EmbeddedCatalog.isDamaged(warehouse.folder())) {
      if (!apply) {
        summary
            .line("catalog", "cannot be read; its tables are found when a new one is made")
            .next(warehouse.arguments(), "repair", "--apply");
        return ExitCode.BAD_INPUT;
      }
      Path aside = EmbeddedCatalog.setAside(warehouse.folder());
      summary.line("catalog", "made anew; the damaged one is kept as %s", aside);
    }
    try (Warehouse tables = warehouse.open()) {
      return repair(new CatalogRepair(tables), summary);
    }
  }

  private int repair(CatalogRepair repair, Summary summary) {
    List<LostTable> lost = repair.find();
    for (LostTable table : lost) {
      if (apply) {
        repair.register(table);
      }
      summary.line(
          apply ? "registered" : "lost",
          "%s: %s, last changed at %s",
          table.table().tableName(),
          new Counted(table.rows(), "row"),
          table.changedAt());
    }
    if (lost.isEmpty()) {
      summary.line("catalog", "leads to every table that has ever been written to");
    } else if (!apply) {
      summary.next(warehouse.arguments(), "repair", "--apply");
    }
    return lost.isEmpty() || apply ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }
}
