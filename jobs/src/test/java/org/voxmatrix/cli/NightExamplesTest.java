package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.cli.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The examples for a night in {@code conf/} go with the command line as it is. */
class NightExamplesTest {

  private static final Path CONF = Path.of("..", "conf");

  private final CommandLine root = Main.commands();

  @Test
  void everySettingIsOneOfANight() {
    Settings settings =
        Settings.load(
            Optional.of(CONF.resolve("nightly.conf").toString()), Map.of(), root, Main::commands);
    assertThat(nightly().getCommandSpec().options())
        .filteredOn(OptionSpec::required)
        .isNotEmpty()
        .allSatisfy(option -> assertThat(settings.defaultValue(option)).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nightly.cron", "voxmatrix-nightly.service", "nightly_dag.py"})
  void everyOptionExists(String file) throws IOException {
    List<String> options =
        Files.readAllLines(CONF.resolve(file)).stream()
            .filter(line -> !line.strip().startsWith("#"))
            .flatMap(line -> all("--[a-z][a-z-]*", line).stream())
            .collect(Collectors.toCollection(ArrayList::new));
    assertThat(options).contains("--conf");
    assertThat(nightly().getCommandSpec().optionsMap())
        .containsKeys(options.toArray(String[]::new));
    options.remove("--night");
    assertThat(root.getSubcommands().get("expire").getCommandSpec().optionsMap())
        .containsKeys(options.toArray(String[]::new));
  }

  /** What nobody deletes is kept for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"nightly.cron", "voxmatrix-nightly.service", "nightly_dag.py"})
  void everyScheduleExpires(String file) throws IOException {
    assertThat(
            Files.readAllLines(CONF.resolve(file)).stream()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> all("voxmatrix expire|job\\(\"expire\"", line).stream()))
        .hasSize(1);
  }

  /** The application's jar has no Iceberg. */
  @Test
  void clustersGetTheSamePackages() throws IOException {
    String coordinates = "org\\.apache\\.iceberg:[\\w.:-]+";
    String pom = Files.readString(Path.of("..", "pom.xml"));
    assertThat(all(coordinates, Files.readString(CONF.resolve("nightly_dag.py"))))
        .isEqualTo(all(coordinates, Files.readString(CONF.resolve("yarn.sh"))))
        .singleElement()
        .satisfies(
            found ->
                assertThat(pom)
                    .contains(
                        "<iceberg.version>"
                            + found.substring(found.lastIndexOf(':') + 1)
                            + "</iceberg.version>"));
  }

  private CommandLine nightly() {
    return root.getSubcommands().get("nightly");
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }
}
