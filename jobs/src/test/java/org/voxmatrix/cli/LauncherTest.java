package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(outcome.out()).startsWith("1 recordings, 7 bytes");
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
