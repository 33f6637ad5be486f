package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voxmatrix.cli.settings.LimitSettings;
import org.voxmatrix.cli.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code conf/voxmatrix.conf} documents every setting, and nothing else. */
class SettingsFileTest {

  private final CommandLine root = Main.commands();
  private Config documented;

  @BeforeEach
  void uncommentTheDefaults() throws IOException {
    String text = Files.readString(Path.of("..", "conf", "voxmatrix.conf"));
    documented = ConfigFactory.parseString(text.replaceAll("(?m)^(\\s*)#(?=\\S)", "$1"));
  }

  @Test
  void everyOptionHasItsKeyAndEveryKeyItsOption() {
    assertThat(documented.entrySet())
        .extracting(entry -> entry.getKey())
        .containsExactlyInAnyOrderElementsOf(Settings.keys(root));
  }

  @Test
  void theDefaultsAreThoseOfTheOptions() {
    TreeMap<String, String> declared = new TreeMap<>();
    TreeMap<String, String> shown = new TreeMap<>();
    options()
        .forEach(
            option ->
                Settings.key(option)
                    .filter(key -> declaredDefault(option) != null)
                    .ifPresent(
                        key -> {
                          declared.put(key, declaredDefault(option));
                          shown.put(key, documented.getString(key));
                        }));
    assertThat(shown).isNotEmpty().isEqualTo(declared);
  }

  @Test
  void theDefaultLimitsAreThoseOfEnrollments() {
    assertThat(LimitSettings.DEFAULTS.entrySet())
        .hasSize(16)
        .allSatisfy(
            limit ->
                assertThat(documented.getDouble(limit.getKey()))
                    .as(limit.getKey())
                    .isEqualTo(LimitSettings.DEFAULTS.getDouble(limit.getKey())));
  }

  @Test
  void theFileAsItIsSetsNothing() {
    assertThat(ConfigFactory.parseFile(Path.of("..", "conf", "voxmatrix.conf").toFile()).entrySet())
        .isEmpty();
  }

  private static String declaredDefault(OptionSpec option) {
    return option.defaultValue() == null && option.type() == boolean.class
        ? "false"
        : Objects.toString(option.defaultValue(), null);
  }

  private Stream<OptionSpec> options() {
    return root.getSubcommands().values().stream()
        .flatMap(command -> command.getCommandSpec().options().stream());
  }
}
