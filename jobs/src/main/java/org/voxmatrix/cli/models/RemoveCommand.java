package org.voxmatrix.cli.models;

import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.ModelsOption;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.models.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "remove")
final class RemoveCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "NAME", description = "An added model.")
  private String name;

  @Mixin private ModelsOption models;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelFolder folder = models.folder();
    folder.remove(name);
    new Summary(spec).line("removed", "%s", folder.folder(name));
    return ExitCode.DONE;
  }
}
