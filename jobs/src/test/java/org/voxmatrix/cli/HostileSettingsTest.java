package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.cli.terminal.ExitCode;

/** Settings that somebody else wrote. */
@Timeout(60)
class HostileSettingsTest {

  @TempDir Path folder;

  @Test
  void nothingIsFetched() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(100);
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/a.conf";
      for (String include :
          List.of("url(\"" + url + "\")", "required(url(\"" + url + "\"))", "\"" + url + "\"")) {
        refused("include " + include, "Settings include 'http:/");
      }
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
    refused("include classpath(\"reference.conf\")", "only files of");
  }

  @Test
  void includesStayInTheFolder() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path secret = Files.writeString(folder.resolve("secret.conf"), "strict = true");
    Files.createSymbolicLink(own.resolve("link.conf"), secret);
    Files.writeString(own.resolve("near.conf"), "strict = perhaps");
    for (String include :
        List.of(
            "\"../secret.conf\"", "file(\"" + secret + "\")", "\"link.conf\"", "\"/dev/zero\"")) {
      Path conf = Files.writeString(own.resolve("v.conf"), "include " + include);
      assertThat(error(conf)).contains("may be included", own.toString());
    }
    Path conf = Files.writeString(own.resolve("v.conf"), "include \"near.conf\"");
    assertThat(error(conf)).contains("near.conf: 1");
    Files.writeString(conf, "include \"v.conf\"");
    assertThat(error(conf)).contains("include more than 20 files, or one itself");
  }

  @ParameterizedTest
  @CsvSource({
    "${HOME},written ${env.NAME}",
    "${?HOME},write ${env.NAME}",
    "${?env.HOME}${?PATH},write ${env.NAME}",
  })
  void theEnvironmentIsReadOnlyWhereItIsNamed(String value, String message) throws IOException {
    refused("manifest.out = " + value, message);
  }

  @Test
  void aVariableThatIsNamedIsTaken() throws IOException {
    Path out = folder.resolve("env.parquet");
    Path conf = Files.writeString(folder.resolve("v.conf"), "manifest.out = ${env.MY_OUT}");
    Files.write(folder.resolve("a.wav"), new byte[10]);
    CommandRun run = new CommandRun(Map.of("MY_OUT", out.toString()));
    assertThat(run.of("manifest", folder.toString(), "--conf", conf.toString()))
        .as(run.err())
        .isEqualTo(ExitCode.DONE);
    assertThat(out).isRegularFile();
  }

  @Test
  void nestingAndGrowthEnd() throws IOException {
    refused("a = ".concat("[".repeat(200_000)), "nested too deeply");
    refused("a {".repeat(100_000), "nested too deeply");
    StringBuilder chain = new StringBuilder("strict = ${a0}\n");
    StringBuilder growth = new StringBuilder("g = ").append("x".repeat(1000)).append('\n');
    StringBuilder doubling = new StringBuilder("b0 = ").append("x".repeat(1000)).append('\n');
    for (int i = 0; i < 20_000; i++) {
      chain.append("a%d = ${a%d}%n".formatted(i, i + 1));
    }
    for (int i = 0; i < 40; i++) {
      growth.append("g = ${g}${g}\n");
      doubling.append("b%d = ${b%d}${b%d}%n".formatted(i + 1, i, i));
    }
    refused(chain.append("a20000 = true").toString(), "voxmatrix: ");
    refused(growth.toString(), "Settings cannot be read");
    refused(doubling.toString(), "Settings file");
    refused("g = " + "x".repeat(100_000), "voxmatrix: ");
    refused("# " + "x".repeat(1 << 20), "it may have at most 1048576");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "Infinity", "-Infinity", "1e400", "-1e400", "2", "-1.0001", "0x1p2", "x"})
  void thresholdsThatNoScoreHasAreRefused(String threshold) throws IOException {
    for (List<String> job :
        List.of(
            List.of("compare", "--a", "x", "--self"),
            List.of("identify", "--manifest", "m"),
            List.of("verify", "--manifest", "m"),
            List.of("nightly", "--recordings", "r"))) {
      CommandRun run = new CommandRun();
      List<String> words = new java.util.ArrayList<>(job);
      words.addAll(List.of("--threshold", threshold, "-w", folder.resolve("w").toString()));
      assertThat(run.of(words.toArray(String[]::new))).isEqualTo(ExitCode.BAD_COMMAND_LINE);
      assertThat(run.err()).contains("threshold").hasLineCount(1);
      Path conf =
          Files.writeString(
              folder.resolve("v.conf"), job.get(0) + ".threshold = \"" + threshold + "\"");
      CommandRun set = new CommandRun();
      words = new java.util.ArrayList<>(job);
      words.addAll(List.of("--conf", conf.toString()));
      assertThat(set.of(words.toArray(String[]::new))).isEqualTo(ExitCode.BAD_COMMAND_LINE);
      assertThat(set.err()).contains("v.conf: 1").hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--start NaN",
        "--start -1",
        "--start 1e400",
        "--end NaN",
        "--end 0",
        "--end Infinity",
        "--channels -1",
        "--max-speech NaN",
        "--max-speech 1e400",
        "--timeout 0",
        "--timeout 99999999999",
        "--allowed-roots=",
        "--allowed-schemes=",
        "--allowed-schemes=a/b"
      })
  void otherNumbersOutOfRangeAreRefused(String option) {
    CommandRun run = new CommandRun();
    String[] words = option.split("[ =]", -1);
    assertThat(run.of("score", "a", "b", words[0], words[1])).isIn(1, 2);
    assertThat(run.err()).hasLineCount(1).doesNotContain("a does not exist");
  }

  @Test
  void idsSteerNoTerminal() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("l.csv"),
            "uri,recording_id\ngone.wav,\"x\u001b[2J\u009b1A\nvoxmatrix: done\u202e\r\tz\"\n");
    CommandRun run = new CommandRun();
    String out = folder.resolve("m.parquet").toString();
    assertThat(run.of("manifest", csv.toString(), "-o", out)).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("x\\u001b[2J\\u009b1A\\u000avoxmatrix: done\\u202e")
        .doesNotContain("\u001b", "\u009b", "\u202e", "\r")
        .hasLineCount(4);
    CommandRun bad = new CommandRun();
    bad.of("manifest", "no\u001b]0;such\u0007\u009b", "--correlation-id", "a");
    assertThat(bad.err()).contains("no\\u001b]0;such\\u0007\\u009b").hasLineCount(1);
    CommandRun forged = new CommandRun();
    forged.of("extract", "--manifest", "m", "--correlation-id", "a]\n12:00:00 INFO  run done");
    assertThat(forged.err()).contains("control characters").hasLineCount(1);
    CommandRun json = new CommandRun();
    json.of("manifest", "no\u009b\u001b", "--json");
    assertThat(json.out()).doesNotContain("\u009b", "\u001b");
  }

  private void refused(String settings, String message) throws IOException {
    Path conf = Files.writeString(folder.resolve("v.conf"), settings);
    assertThat(error(conf)).contains(message);
  }

  private static String error(Path conf) {
    CommandRun run = new CommandRun();
    assertThat(run.of("manifest", "x", "--conf", conf.toString())).isIn(1, 2);
    assertThat(run.err()).hasLineCount(1).hasSizeLessThan(2000);
    return run.err();
  }
}
