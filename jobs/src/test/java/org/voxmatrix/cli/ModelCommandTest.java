package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.model.ModelBundle;

class ModelCommandTest {

  @TempDir Path folder;
  private Path models;
  private Path graph;

  @BeforeEach
  void exportAGraph() throws IOException {
    models = folder.resolve("models");
    graph = exported("wespeaker");
  }

  @Test
  void aModelIsImportedListedCheckedUsedAndRemoved() throws IOException {
    CommandRun imported = done("import", graph.toString(), "--name", "ours", "--licence", "MIT");
    assertThat(imported.out())
        .contains("model       ours 1, MIT, fingerprint ")
        .contains("takes       80 log-mel bins less their mean, of 16000 Hz")
        .contains("detector    that of the default model")
        .contains("reference   as it should be (cosine 1.000000)")
        .contains("x real time on one core")
        .contains("faults      none that is known of ONNX Runtime ");
    assertThat(permissions()).containsOnly("rwx------", "rw-------");
    assertThat(done("list").out())
        .containsPattern("voxmatrix-v0.1 +bundled +the default; ")
        .containsPattern("voxmatrix-v0 +bundled +voxmatrix 0")
        .containsPattern("ours +added +ours 1, MIT, 16000 Hz, 8 values; " + models)
        .containsPattern("campplus +to add ");
    assertThat(done("check", "ours").out()).contains("place       " + models.resolve("ours"));
    CommandRun byName = new CommandRun();
    assertThat(byName.of(scoring("ours"))).isEqualTo(ExitCode.DONE);
    CommandRun byFolder = new CommandRun();
    assertThat(byFolder.of(scoring(models.resolve("ours").toString()))).isEqualTo(ExitCode.DONE);
    assertThat(byName.out()).isEqualTo(byFolder.out()).isNotEmpty();
    done("remove", "ours");
    assertThat(models).isEmptyDirectory();
    assertThat(refused("check", "ours")).startsWith("voxmatrix: There is no model 'ours'");
    assertThat(refused("remove", "ours")).startsWith("voxmatrix: No model 'ours' was added");
  }

  /** As {@code model = ours} in the settings file. */
  @Test
  void theSettingsNameTheModelOfAllJobs() {
    done("import", graph.toString(), "--name", "ours");
    CommandRun asked = new CommandRun();
    assertThat(asked.of(scoring("ours"))).isEqualTo(ExitCode.DONE);
    CommandRun set =
        new CommandRun(Map.of("VOXMATRIX_MODEL", "ours", "VOXMATRIX_MODELS", models.toString()));
    String[] bare = Arrays.copyOf(scoring(""), 3);
    assertThat(set.of(bare)).isEqualTo(ExitCode.DONE);
    CommandRun usual = new CommandRun();
    assertThat(usual.of(bare)).isEqualTo(ExitCode.DONE);
    assertThat(set.out()).isEqualTo(asked.out()).isNotEqualTo(usual.out());
  }

  @Test
  void bundledModelsHaveNames() {
    for (String name : ModelBundle.BUNDLED) {
      JsonNode report = Json.read(done("check", name, "--json").out());
      assertThat(report.path("reference_cosine").asDouble()).isGreaterThan(0.9999);
      assertThat(report.path("speed").asDouble()).isGreaterThan(5);
      assertThat(report.path("faulty_pools").asInt(-1)).isZero();
    }
    assertThat(new CommandRun().of(scoring("voxmatrix-v0"))).isEqualTo(ExitCode.DONE);
    assertThat(done("check").out())
        .contains("fingerprint " + ModelBundle.loadDefault().fingerprintHex());
  }

  /** The same machine with another runtime, or another graph under the same name. */
  @Test
  void aModelThatComputesOtherwiseThanItDidFails() throws IOException {
    done("import", graph.toString(), "--name", "ours");
    Path reference = models.resolve("ours/reference.json");
    JsonNode values = Json.read(Files.readString(reference)).path("embedding");
    double first = values.get(0).asDouble();
    Files.writeString(
        reference, Files.readString(reference).replace("[" + first, "[" + (first + 0.1)));
    CommandRun run = new CommandRun();
    assertThat(run.of(model("check", "ours"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out()).contains("reference   NOT as it should be (cosine 0.99");
  }

  @Test
  void aBundleThatTheRuntimeComputesWronglyIsNamedAndMadeAgain() throws IOException {
    Path theirs = exported("3d-speaker");
    done("import", theirs.toString(), "--name", "right");
    byte[] faulty = Files.readAllBytes(theirs);
    Path bundle = Files.createDirectory(folder.resolve("faulty"));
    Files.write(bundle.resolve("model.onnx"), faulty);
    Files.writeString(
        bundle.resolve("bundle.json"),
        Files.readString(models.resolve("right/bundle.json"))
            .replace(
                Sha256.hex(Files.readAllBytes(models.resolve("right/model.onnx"))),
                Sha256.hex(faulty)));
    assertThat(refused("check", bundle.toString()))
        .startsWith("voxmatrix: model.onnx has 1 AveragePool nodes with ceil_mode")
        .contains("'voxmatrix model import'");
    CommandRun again = done("import", bundle.toString(), "--name", "again");
    assertThat(again.out()).contains("changed     1 AveragePool nodes of model.onnx");
    CommandRun right = new CommandRun();
    CommandRun mended = new CommandRun();
    assertThat(right.of(scoring("right"))).isEqualTo(mended.of(scoring("again"))).isZero();
    assertThat(right.out()).isEqualTo(mended.out()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ../x           | is no name for a model
          .hidden        | is no name for a model
          a b            | is no name for a model
          voxmatrix-v0.1 | There is a model 'voxmatrix-v0.1' already
          there          | There is a model 'there' already
          """)
  void namesThatAreNoneOrTakenAreRefused(String name, String message) {
    done("import", graph.toString(), "--name", "there");
    assertThat(refused("import", graph.toString(), "--name", name)).contains(message);
    assertThat(models.toFile().list()).containsExactly("there");
  }

  @Test
  void whatIsNoModelLeavesNothing() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.onnx"), "not a graph");
    Path cut = folder.resolve("cut.onnx");
    byte[] whole = Files.readAllBytes(graph);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 700));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(refused("import", text.toString(), "--preset", "nemo")).contains("is no ONNX graph");
    refused("import", cut.toString(), "--preset", "wespeaker");
    assertThat(refused("import", empty.toString())).contains("Model " + empty);
    assertThat(refused("import", folder.resolve("none").toString(), "--preset", "nemo"))
        .contains("Model " + folder.resolve("none"));
    assertThat(refused("import", exported("half-second").toString(), "--preset", "redimnet"))
        .startsWith("voxmatrix: The model loads, but fails on 6.7 s of a voice (");
    assertThat(models).doesNotExist();
  }

  @Test
  void aFolderWithOtherFilesIsNotRemoved() throws IOException {
    done("import", graph.toString(), "--name", "ours");
    Path other = Files.writeString(models.resolve("ours/notes.txt"), "mine");
    assertThat(refused("remove", "ours")).contains("notes.txt, which is of no model");
    assertThat(other).exists();
    assertThat(refused("remove", "voxmatrix-v0")).contains("comes with Voxmatrix");
    done("check", "ours");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bogus", "check a b", "import", "import x --preset pyannote", "add", "remove"})
  void aBadCommandLineIsOneLine(String words) {
    CommandRun run = new CommandRun();
    List<String> line = new ArrayList<>(List.of("model"));
    Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).forEach(line::add);
    assertThat(run.of(line.toArray(String[]::new))).isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(run.err()).startsWith("voxmatrix: ").hasLineCount(1);
  }

  @Test
  void aModelThatNobodyAddedIsOneLine() {
    CommandRun run = new CommandRun();
    assertThat(run.of(scoring("nobody"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "voxmatrix: There is no model 'nobody', and no folder of that name: 'voxmatrix model list' shows the models, 'voxmatrix model add' adds one (request.validation-error)");
    assertThat(refused("add", "nobody"))
        .contains("There is no 'nobody' to add, only campplus; a file of your own");
  }

  @Test
  void withoutPythonItIsOneLine() throws IOException {
    assertThat(refused("add", "campplus", "-q", "--python", "/nowhere/python3"))
        .isEqualToIgnoringNewLines(
            "voxmatrix: Python cannot make a virtual environment ('/nowhere/python3' cannot be run): install Python 3.9 or newer with venv (python3 and python3-venv), or name one with --python; nothing was added. (request.validation-error)");
    Path bare =
        Files.writeString(
            folder.resolve("python3"), "#!/bin/sh\necho 'No module named venv' >&2\nexit 1\n");
    Files.setPosixFilePermissions(bare, PosixFilePermissions.fromString("rwx------"));
    assertThat(refused("add", "campplus", "-q", "--python", bare.toString()))
        .contains("virtual environment (No module named venv): install Python 3.9");
    assertThat(models).doesNotExist();
  }

  private String[] scoring(String model) {
    return new String[] {
      "score",
      Manifests.SAMPLES.resolve("voices/english-rms/english-rms-1.wav").toString(),
      Manifests.SAMPLES.resolve("voices/english-slt/english-slt-1.flac").toString(),
      "--model",
      model,
      "--models",
      models.toString()
    };
  }

  private String[] model(String... words) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(words));
    all.addAll(List.of("--models", models.toString()));
    return all.toArray(String[]::new);
  }

  private CommandRun done(String... words) {
    CommandRun run = new CommandRun();
    assertThat(run.of(model(words))).as(run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }

  private String refused(String... words) {
    CommandRun run = new CommandRun();
    assertThat(run.of(model(words))).as(run.out()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).startsWith("voxmatrix: ").hasLineCount(1);
    return run.err();
  }

  private List<String> permissions() throws IOException {
    try (Stream<Path> all = Files.walk(models)) {
      List<String> found = new ArrayList<>();
      for (Path path : all.toList()) {
        found.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
      return found;
    }
  }

  private Path exported(String name) throws IOException {
    Path file = folder.resolve(name + ".onnx");
    try (InputStream in =
        ModelBundle.class.getResourceAsStream("/models/presets/" + name + ".onnx")) {
      Files.copy(in, file);
    }
    return file;
  }
}
