package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.identity.Json;

class MainTest {

  @TempDir Path folder;
  private CommandRun run;

  @BeforeEach
  void makeRecordings() throws IOException {
    Files.write(folder.resolve("a.wav"), new byte[10]);
    run = new CommandRun();
  }

  @Test
  void helpNamesTheJobs() {
    assertThat(run.of("--help")).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("manifest", "Exit codes: 0 done");
  }

  @Test
  void eachJobHasAManualWithAnExample() {
    for (String job : Main.commands().getSubcommands().keySet()) {
      CommandRun manual = new CommandRun();
      assertThat(manual.of(job, "--help")).as(job).isEqualTo(ExitCode.DONE);
      assertThat(manual.out()).as(job).contains("Example", "voxmatrix " + job);
    }
  }

  @Test
  void anUnknownJobIsABadCommandLine() {
    assertThat(run.of("extrakt", "--manifest", "m")).isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(run.err())
        .startsWith("voxmatrix: no job 'extrakt' (method.invalid); jobs: ")
        .hasLineCount(1);
  }

  @Test
  void noJobIsABadCommandLine() {
    assertThat(run.of()).isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(run.err()).startsWith("voxmatrix: no job given (method.invalid)").hasLineCount(1);
  }

  @Test
  void anUnknownOptionIsABadCommandLine() {
    assertThat(run.of("manifest", "x", "--no-such")).isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "voxmatrix: Unknown option: '--no-such'; see 'voxmatrix manifest --help'");
  }

  @Test
  void badInputIsOneLineWithoutATrace() {
    assertThat(run.of("manifest", folder.resolve("none").toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .startsWith("voxmatrix: '" + folder.resolve("none") + "' does not exist")
        .contains("(request.validation-error)")
        .hasLineCount(1);
  }

  @Test
  void machinesReadEveryErrorAsJson() {
    assertThat(run.of("compare", "--a", "x", "--b", "y", "--top-k", "many", "--json"))
        .isEqualTo(ExitCode.BAD_COMMAND_LINE);
    JsonNode error = Json.read(run.out());
    assertThat(error.path("type").asText()).isEqualTo("request.validation-error");
    assertThat(error.at("/detail/0/location/0").asText()).isEqualTo("top_k");
    assertThat(error.at("/detail/0/type").asText()).isEqualTo("request.bad-value");
    assertThat(error.at("/detail/0/message").asText()).contains("'many'");
    CommandRun unknown = new CommandRun();
    unknown.of("compere", "--json");
    assertThat(Json.read(unknown.out()).path("type").asText()).isEqualTo("method.invalid");
    CommandRun unset = new CommandRun();
    unset.of("status", "--warehouse", folder.resolve("none").toString(), "--json");
    assertThat(Json.read(unset.out()).path("type").asText()).isEqualTo("request.validation-error");
  }

  @Test
  void aRunIdIsAUuid() {
    for (String id : List.of("notauuid", "1-1-1-1-1", "")) {
      assertThat(run.of("extract", "--manifest", "m", "--run-id", id))
          .isEqualTo(ExitCode.BAD_COMMAND_LINE);
    }
    assertThat(run.err().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("give a UUID, or omit"));
  }

  @Test
  void anEncodingIsOneThatJavaKnows() throws IOException {
    Path csv = Files.writeString(folder.resolve("l.csv"), "uri\na.wav\n");
    assertThat(run.of("manifest", csv.toString(), "--encoding", "klingon"))
        .isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(run.err()).contains("'klingon' is no encoding that is known here").hasLineCount(1);
    String out = folder.resolve("m.parquet").toString();
    assertThat(run.of("manifest", csv.toString(), "--encoding", "latin1", "--out", out))
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void aSetOfAnUnknownRunIsNotFound() {
    String nobody = "run:123e4567-e89b-12d3-a456-426614174000";
    assertThat(run.of("compare", "--a", nobody, "--self", "-w", folder.resolve("w").toString()))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run.err())
        .isEqualToIgnoringNewLines("voxmatrix: Run not found. (resource.not-found)");
  }

  @Test
  void strictTurnsBadItemsIntoAnExitCode() throws IOException {
    Path csv = Files.writeString(folder.resolve("l.csv"), "uri\na.wav\ngone.wav\n");
    String out = folder.resolve("m.parquet").toString();
    assertThat(run.of("manifest", csv.toString(), "-o", out)).isEqualTo(ExitCode.DONE);
    assertThat(run.of("manifest", csv.toString(), "-o", out, "--strict"))
        .isEqualTo(ExitCode.DONE_WITH_FAULTS);
    assertThat(run.out()).contains("2 recordings, 10 bytes", "1 not found, first: gone.wav");
    assertThat(new CommandRun().of("manifest", csv.toString(), "-o", out)).isEqualTo(ExitCode.DONE);
    CommandRun one = new CommandRun();
    one.of("manifest", folder.toString(), "-o", out);
    assertThat(one.out()).contains("1 recording, 10 bytes", "2 files left out (");
  }

  @Test
  void theSettingsFileGivesDefaultsAndOptionsOverrideThem() throws IOException {
    Path csv = Files.writeString(folder.resolve("l.csv"), "uri\ngone.wav\n");
    Path conf =
        Files.writeString(
            folder.resolve("v.conf"),
            "strict = true, manifest.out = \"" + folder.resolve("set.parquet") + "\"");
    String[] command = {"manifest", csv.toString(), "--conf", conf.toString()};
    assertThat(run.of(command)).isEqualTo(ExitCode.DONE_WITH_FAULTS);
    assertThat(folder.resolve("set.parquet")).isRegularFile();
    assertThat(run.of("manifest", csv.toString(), "--conf=" + conf, "--no-strict"))
        .isEqualTo(ExitCode.DONE);
    assertThat(run.of("manifest", csv.toString(), "--config=" + conf, "--strict"))
        .isEqualTo(ExitCode.DONE_WITH_FAULTS);
  }

  @Test
  void theEnvironmentComesBeforeTheSettingsFile() throws IOException {
    Path conf = Files.writeString(folder.resolve("v.conf"), "manifest.out = /nowhere/m.parquet");
    Path out = folder.resolve("env.parquet");
    CommandRun withVariables =
        new CommandRun(
            Map.of("VOXMATRIX_CONF", conf.toString(), "VOXMATRIX_MANIFEST_OUT", out.toString()));
    assertThat(withVariables.of("manifest", folder.toString())).isEqualTo(ExitCode.DONE);
    assertThat(out).isRegularFile();
  }

  @Test
  void anUnknownSettingIsNamedWithTheNearestOne() throws IOException {
    Path conf = Files.writeString(folder.resolve("v.conf"), "\nmanifest { al-files = true }");
    assertThat(run.of("manifest", "x", "--config", conf.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .startsWith("voxmatrix: Unknown setting 'manifest.al-files' (")
        .contains("v.conf: 2); did you mean 'manifest.all-files'?")
        .hasLineCount(1);
  }

  @Test
  void aBadValueNamesTheSettingsFile() throws IOException {
    Path conf = Files.writeString(folder.resolve("v.conf"), "strict = perhaps");
    assertThat(run.of("manifest", folder.toString(), "--conf", conf.toString()))
        .isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(run.err()).contains("perhaps", "v.conf: 1").hasLineCount(1);
  }

  @Test
  void settingsThatCannotBeReadAreOneLine() throws IOException {
    Path conf = Files.writeString(folder.resolve("v.conf"), "strict = {");
    assertThat(run.of("manifest", "x", "--conf", conf.toString())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).startsWith("voxmatrix: Settings cannot be read: ").hasLineCount(1);
    assertThat(new CommandRun().of("manifest", "x", "--conf", "/nowhere"))
        .isEqualTo(ExitCode.BAD_INPUT);
  }
}
