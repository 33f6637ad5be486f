package org.voxmatrix.cli.voiceprints;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.voxmatrix.cli.options.AllowedRootsOption;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.StrictOption;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.Printable;
import org.voxmatrix.cli.terminal.ShellCommand;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.manifest.AudioPlace;
import org.voxmatrix.manifest.FileChoice;
import org.voxmatrix.manifest.ManifestJob;
import org.voxmatrix.manifest.ManifestResult;
import org.voxmatrix.manifest.ManifestSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(name = "manifest")
public final class ManifestCommand implements Callable<Integer> {

  private static final int MOST_ENDINGS = 8;

  @Parameters(paramLabel = "DIR|GLOB|FILE.csv", arity = "1", description = "The recordings.")
  private String source;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      defaultValue = "manifest.parquet")
  private String out;

  @Option(names = "--all-files")
  private boolean allFiles;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "UTF-8",
      converter = Encoding.class)
  private Charset encoding;

  @Option(names = "--inline")
  private boolean inline;

  @Mixin private AllowedRootsOption recordings;
  @Mixin private StrictOption strict;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private static final class Encoding implements ITypeConverter<Charset> {
    @Override
    public Charset convert(String name) {
      try {
        return Charset.forName(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + name + "' is no encoding that is known here: give one such as ISO-8859-1");
      }
    }
  }

  @Override
  public Integer call() {
    ManifestSettings settings =
        ManifestSettings.of(source, out)
            .withEncoding(encoding)
            .withFiles(allFiles ? FileChoice.ALL : FileChoice.AUDIO)
            .withAllowedRoots(recordings.allowedRoots)
            .withReach(recordings.reach())
            .withAudio(inline ? AudioPlace.INLINE : AudioPlace.FILES);
    ManifestResult result =
        new ManifestJob(settings, SparkSettings.hadoop())
            .execute(common.progress(spec.commandLine().getErr(), List.of()));
    print(
        "%s, %s of audio files",
        new Counted(result.recordings(), "recording"), Summary.bytes(result.bytes()));
    if (inline) {
      print("%,d of them inside the manifest", result.inlined());
    }
    if (result.missing() > 0) {
      print("%,d not found, first: %s", result.missing(), result.firstMissing());
    }
    if (result.forbidden() > 0) {
      print(
          "%,d not looked at: audio.allowed-roots or audio.allowed-schemes forbid it",
          result.forbidden());
    }
    if (!result.others().isEmpty()) {
      print(
          "%s left out (%s); use --all-files to list other endings",
          new Counted(result.others().values().stream().mapToLong(n -> n).sum(), "file"),
          others(result));
    }
    print("Manifest: %s", out);
    print("Next: %s", ShellCommand.of(List.of(), "extract", "--manifest", out));
    return strict.code(result.missing() + result.forbidden());
  }

  /** The most frequent endings. */
  private static String others(ManifestResult result) {
    String frequent =
        result.others().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(MOST_ENDINGS)
            .map(ending -> "%s %,d".formatted(ending.getKey(), ending.getValue()))
            .collect(Collectors.joining(", "));
    return result.others().size() > MOST_ENDINGS ? frequent + ", ..." : frequent;
  }

  private void print(String format, Object... values) {
    spec.commandLine().getOut().println(Printable.text(String.format(format, values)));
  }
}
