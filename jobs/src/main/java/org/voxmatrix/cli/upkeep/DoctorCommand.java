package org.voxmatrix.cli.upkeep;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.WarehouseOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Printable;
import org.voxmatrix.doctor.Doctor;
import org.voxmatrix.doctor.Finding;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.tables.repair.Depth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "doctor")
public final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--deep", descriptionKey = Settings.NOT_A_SETTING)
  private boolean deep;

  @Option(names = "--contents", descriptionKey = Settings.NOT_A_SETTING)
  private boolean contents;

  @Mixin private ModelOption model;
  @Mixin private WarehouseOption warehouse;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Supplier<ModelBundle> bundle = () -> ModelRef.bundle(model.location(), SparkSettings.hadoop());
    List<Finding> findings =
        new ArrayList<>(
            warehouse.isConfigured()
                ? Doctor.examine(bundle, warehouse::open)
                : Doctor.examine(bundle, warehouse.folder()));
    if (deep || contents) {
      warehouse.requireExisting();
      findings.addAll(
          Doctor.examineTables(warehouse::open, contents ? Depth.CONTENTS : Depth.LENGTHS));
    }
    PrintWriter out = spec.commandLine().getOut();
    print(out, new Finding(Finding.Level.OK, "settings", settings()));
    findings.forEach(finding -> print(out, finding));
    out.flush();
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL)
        ? ExitCode.BAD_INPUT
        : ExitCode.DONE;
  }

  private String settings() {
    return Settings.of(spec).file().map(Path::toString).orElse("no file: all are defaults");
  }

  private static void print(PrintWriter out, Finding finding) {
    out.printf(
        "%-4s  %-13s  %s%n", finding.level(), finding.subject(), Printable.text(finding.message()));
  }
}
