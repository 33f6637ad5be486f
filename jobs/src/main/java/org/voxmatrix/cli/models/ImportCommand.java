package org.voxmatrix.cli.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.ModelsOption;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.models.ModelFolder;
import org.voxmatrix.jobs.models.ModelImport;
import org.voxmatrix.jobs.models.ModelInspection;
import org.voxmatrix.model.preset.ImportOptions;
import org.voxmatrix.model.preset.Preset;
import org.voxmatrix.session.ModelRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "import")
final class ImportCommand implements Callable<Integer> {

  private static final String RANGES = "int16|unit";
  private static final String NORMALIZATIONS = "mean|none";

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "An ONNX file, or the folder of a bundle.")
  private Path file;

  @Option(names = "--preset", paramLabel = "PROJECT", descriptionKey = Settings.NOT_A_SETTING)
  private String preset;

  @Option(names = "--name", paramLabel = "NAME", descriptionKey = Settings.NOT_A_SETTING)
  private String name;

  @Option(names = "--licence", paramLabel = "ID", descriptionKey = Settings.NOT_A_SETTING)
  private String licence;

  @Option(names = "--input", paramLabel = "NAME", descriptionKey = Settings.NOT_A_SETTING)
  private String input;

  @Option(names = "--output", paramLabel = "NAME", descriptionKey = Settings.NOT_A_SETTING)
  private String output;

  @Option(
      names = "--normalization",
      paramLabel = NORMALIZATIONS,
      descriptionKey = Settings.NOT_A_SETTING)
  private String normalization;

  @Option(names = "--samples", paramLabel = RANGES, descriptionKey = Settings.NOT_A_SETTING)
  private String range;

  @Mixin private ModelsOption models;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelFolder folder = models.folder();
    ModelImport importer = new ModelImport(folder);
    String chosen = name == null ? ModelImport.nameOf(file) : name;
    List<String> changes =
        Files.isDirectory(file)
            ? importer.execute(file, chosen)
            : importer.execute(file, preset(), options(chosen));
    String location = folder.folder(chosen).toString();
    new ReportPrinter(spec)
        .print(
            ModelInspection.of(ModelRef.files(location, SparkSettings.hadoop()), location, false),
            false);
    Summary summary = new Summary(spec);
    changes.forEach(change -> summary.line("changed", "%s", change));
    summary.line("added", "%s: --model %s uses it", chosen, chosen);
    return ExitCode.DONE;
  }

  private Preset preset() {
    Optional<Preset> known = preset == null ? ModelImport.presetOf(file) : Preset.of(preset);
    return known.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(),
                "%s: give --preset %s"
                    .formatted(
                        preset == null
                            ? "The file does not say which project it is of"
                            : "There is no preset '" + preset + "'",
                        Arrays.stream(Preset.values())
                            .map(Preset::label)
                            .collect(Collectors.joining("|")))));
  }

  private ImportOptions options(String chosen) {
    return new ImportOptions(
        chosen,
        Optional.ofNullable(licence),
        Optional.ofNullable(input),
        Optional.ofNullable(output),
        oneOf("--normalization", normalization, NORMALIZATIONS),
        oneOf("--samples", range, RANGES));
  }

  private Optional<String> oneOf(String option, String value, String known) {
    if (value != null && !List.of(known.split("\\|")).contains(value)) {
      throw new ParameterException(
          spec.commandLine(), "%s is '%s': give %s".formatted(option, value, known));
    }
    return Optional.ofNullable(value);
  }
}
