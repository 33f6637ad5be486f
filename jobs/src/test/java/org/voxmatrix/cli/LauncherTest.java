package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.cli.terminal.ExitCode;

/** {@code bin/voxmatrix} in processes of its own, over the packaged jar. */
@Tag("slow")
class LauncherTest {

  private static final Path LAUNCHER =
      Path.of("..", "bin", "voxmatrix").toAbsolutePath().normalize();

  @TempDir Path folder;

  @BeforeAll
  static void thereIsAJar() {
    assertThat(Path.of("target", "voxmatrix.jar")).as("run mvn package first").isRegularFile();
  }

  @Test
  void helpComesThroughALinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("vox"), LAUNCHER);
    Outcome outcome = run(Map.of(), link.toString(), "--help");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("Usage: voxmatrix").contains("manifest");
    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void exitCodesReachTheShell() throws Exception {
    assertThat(run(Map.of(), LAUNCHER.toString(), "extrakt").code())
        .isEqualTo(ExitCode.BAD_COMMAND_LINE);
    Outcome outcome = run(Map.of(), LAUNCHER.toString(), "manifest", "nowhere");
    assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "voxmatrix: 'nowhere' does not exist; check the path. (request.validation-error)");
  }

  @Test
  void otherThanAsciiNamesAreReadWithoutALocale() throws Exception {
    Files.write(folder.resolve("p\u0159\u00edklad.wav"), new byte[7]);
    Outcome outcome = run(Map.of("LC_ALL", "", "LANG", ""), LAUNCHER.toString(), "manifest", ".");
    assertThat(outcome.out()).startsWith("1 recording, 7 bytes");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void aMissingOrOldJavaIsOneLine() throws Exception {
    Outcome missing = run(Map.of("JAVA_HOME", "/nowhere"), LAUNCHER.toString(), "--help");
    assertThat(missing.code()).isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(missing.err())
        .isEqualToIgnoringNewLines(
            "voxmatrix: no Java at '/nowhere/bin/java'; install a JDK 17 or set JAVA_HOME");
    Path java = Files.createDirectories(folder.resolve("jdk8/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Outcome old = run(Map.of("JAVA_HOME", folder + "/jdk8"), LAUNCHER.toString(), "--help");
    assertThat(old.err()).contains("is Java 8; install a JDK 17").hasLineCount(1);
    Files.writeString(folder.resolve("jdk8/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    Files.writeString(java, "#!/bin/sh\necho started >&2\n");
    Outcome told = run(Map.of("JAVA_HOME", folder + "/jdk8"), LAUNCHER.toString(), "--help");
    assertThat(told.err()).isEqualTo(old.err());
  }

  /** As with the repository of another user, in whose home nobody else may look. */
  @Test
  void aSparkThatCannotBeReadIsOneLine() throws Exception {
    Path target = Files.createDirectories(folder.resolve("home/jobs/target"));
    Files.createFile(target.resolve("voxmatrix.jar"));
    Files.writeString(target.resolve("spark.classpath"), "/nowhere/spark.jar:/nowhere/more.jar");
    Path launcher = Files.createDirectories(folder.resolve("home/bin")).resolve("voxmatrix");
    Files.copy(LAUNCHER, launcher);
    Outcome outcome = run(Map.of(), "bash", launcher.toString(), "status");
    assertThat(outcome.code()).isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(outcome.err())
        .startsWith("voxmatrix: /nowhere/spark.jar cannot be read")
        .contains("-Dmaven.repo.local=FOLDER")
        .hasLineCount(1);
  }

  @Test
  void tooFewOpenFilesAreOneLine() throws Exception {
    Outcome outcome =
        run(Map.of(), "bash", "-c", "ulimit -n 60; exec \"$0\" status", LAUNCHER.toString());
    assertThat(outcome.code()).isEqualTo(ExitCode.BAD_COMMAND_LINE);
    assertThat(outcome.err())
        .startsWith("voxmatrix: only 60 files may be open at once")
        .contains("ulimit -n 4096")
        .hasLineCount(1);
  }

  /** The archive of classes alone is for all who use the installation. */
  @Test
  void whatJobsWriteIsForNobodyElse() throws Exception {
    Path launcher =
        installed(
            """
            umask
            for option in "$@"; do
              case $option in -XX:ArchiveClassesAtExit=*) echo x > "${option#*=}" ;; esac
            done
            """);
    for (String job : List.of("status", "extract")) {
      Outcome outcome =
          run(fake(), "bash", "-c", "umask 022; exec bash \"$0\" " + job, "" + launcher);
      assertThat(outcome.out()).as(job + outcome.err()).isEqualToIgnoringNewLines("0077");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("home/jobs/target/status.jsa"))))
        .isEqualTo("rw-r--r--");
  }

  /** The kernel gives no word to say to who takes too much memory. */
  @ParameterizedTest
  @ValueSource(strings = {"extract", "status"})
  void aKilledJavaIsOneLine(String job) throws Exception {
    Outcome outcome = run(fake(), "bash", "" + installed("kill -KILL $$"), job);
    assertThat(outcome.code()).isEqualTo(137);
    assertThat(outcome.err().lines().filter(line -> line.startsWith("voxmatrix: ")))
        .singleElement()
        .asString()
        .contains("Java was killed", "memory", "VOXMATRIX_JAVA_OPTS=-Xmx", "the same command");
    assertThat(outcome.err()).hasLineCount(1);
    assertThat(run(fake(), "bash", "" + installed("exit 3"), job))
        .isEqualTo(new Outcome(3, "", ""));
  }

  /** Whoever signals the launcher means Java, and nobody is left behind. */
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129", "KILL, 137"})
  void signalsReachJava(String signal, int code) throws Exception {
    Path launcher =
        installed(
            """
            echo $$ > "$(dirname "$0")/pid"
            exec sleep 60
            """);
    // A shell has processes in its background ignore SIGINT, and nohup has them ignore SIGHUP.
    ProcessBuilder builder =
        new ProcessBuilder("env", "--default-signal=INT,HUP", "bash", "" + launcher, "extract");
    builder.environment().putAll(fake());
    Process started = builder.start();
    Path pid = folder.resolve("jdk/bin/pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      Thread.sleep(20);
    }
    ProcessHandle java =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    new ProcessBuilder("kill", "-" + signal, "" + started.pid()).start().waitFor();
    assertThat(started.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(started.exitValue()).isEqualTo(code);
    java.onExit().get(1, TimeUnit.MINUTES);
  }

  /** An installation whose Java does what a script says. */
  private Path installed(String script) throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/bash
        case "$*" in *-version*) echo 'openjdk version "17.0.1"' >&2; exit ;; esac
        """
            + script);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path target = Files.createDirectories(folder.resolve("home/jobs/target"));
    Files.write(target.resolve("voxmatrix.jar"), new byte[0]);
    Files.write(target.resolve("spark.classpath"), new byte[0]);
    Path launcher = Files.createDirectories(folder.resolve("home/bin")).resolve("voxmatrix");
    return Files.copy(LAUNCHER, launcher, StandardCopyOption.REPLACE_EXISTING);
  }

  private Map<String, String> fake() {
    return Map.of("JAVA_HOME", folder + "/jdk");
  }

  @Test
  void recordingsBecomeAMatrixAndItsFiles() throws Exception {
    Path voices = Path.of("..", "sample-data", "voices").toAbsolutePath().normalize();
    Files.writeString(
        folder.resolve("list.csv"),
        """
        uri,recording_id
        %1$s/english-rms/english-rms-1.wav,rms-1
        %1$s/english-rms/english-rms-4.ogg,rms-4
        gone.wav,gone
        """
            .formatted(voices));
    assertThat(job("manifest", "list.csv").code()).isEqualTo(ExitCode.DONE);
    Outcome extract = job("extract", "-m", "manifest.parquet", "--strict", "--json");
    assertThat(extract.code()).isEqualTo(ExitCode.DONE_WITH_FAULTS);
    JsonNode run = new ObjectMapper().readTree(extract.out());
    assertThat(run.at("/tasks/done").intValue()).isEqualTo(2);
    assertThat(run.at("/faults/audio.not-found").intValue()).isEqualTo(1);
    String id = run.at("/run_id").textValue();

    Outcome compare = job("compare", "--a", "run:" + id, "--self", "--json");
    assertThat(compare.code()).isEqualTo(ExitCode.DONE);
    JsonNode matrix = new ObjectMapper().readTree(compare.out());
    assertThat(matrix.at("/result/scores/columns_count").intValue()).isEqualTo(2);
    String task = matrix.at("/task/task_id").textValue();
    assertThat(job("status", "--task", task).out()).isEqualTo(compare.out());
    assertThat(job("status", "--task", task.toUpperCase(Locale.ROOT)).out())
        .isEqualTo(compare.out());

    Outcome score =
        job(
            "score",
            voices + "/english-rms/english-rms-1.wav",
            voices + "/english-rms/english-rms-4.ogg",
            "--json");
    assertThat(new ObjectMapper().readTree(score.out()).at("/0/score").doubleValue())
        .isCloseTo(matrix.at("/result/scores/values/1").doubleValue(), within(1e-5));

    assertThat(job("export", "scores", "--format", "csv", "-o", "scores").out())
        .contains("4 rows of scores");
    assertThat(job("status", "--task", "none").code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  private Outcome job(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return run(Map.of(), command.toArray(new String[0]));
  }

  private record Outcome(int code, String out, String err) {}

  private Outcome run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path err = folder.resolve(".err");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(folder.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Outcome(process.exitValue(), out, Files.readString(err));
  }
}
