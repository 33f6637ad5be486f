package org.voxmatrix.cli.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ModelsOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Printable;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.models.Catalogue;
import org.voxmatrix.jobs.models.ModelFolder;
import org.voxmatrix.jobs.models.ModelList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "list")
final class ListCommand implements Callable<Integer> {

  @Option(names = "--json", descriptionKey = Settings.NOT_A_SETTING)
  private boolean json;

  @Mixin private ModelsOption models;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelFolder folder = models.folder();
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode document = Json.mapper().createArrayNode();
    for (ModelList.Line line : ModelList.of(folder, Catalogue.read())) {
      document
          .addObject()
          .put("name", line.name())
          .put("state", line.state().label())
          .put("description", line.description());
      if (!json) {
        out.printf(
            "%-16s  %-8s  %s%n",
            line.name(), line.state().label(), Printable.text(line.description()));
      }
    }
    if (json) {
      JsonOption.print(out, document);
    }
    out.flush();
    return ExitCode.DONE;
  }
}
