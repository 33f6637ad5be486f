package org.voxmatrix.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.cli.Main;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;

class LimitSettingsTest {

  @TempDir Path folder;

  @Test
  void withoutSettingsTheLimitsAreTheServices() throws IOException {
    assertThat(settings("", Map.of()).limits())
        .containsEntry(ProfileKind.TEXT_DEPENDENT, EnrollLimits.TEXT_DEPENDENT)
        .containsEntry(ProfileKind.TEXT_INDEPENDENT, EnrollLimits.TEXT_INDEPENDENT);
    assertThat(settings("", Map.of()).limits()).isEqualTo(EnrollLimits.DEFAULT);
  }

  @Test
  void theFileSetsThemAndTheEnvironmentComesBeforeIt() throws IOException {
    Settings settings =
        settings(
            "enroll.text-independent { max-bytes = 9, min-length = 0.5, max-length = 1.5,"
                + " max-total-length = 60, min-count = 2, max-count = 3, min-speech = 4.5,"
                + " min-snr = -1 }",
            Map.of("VOXMATRIX_ENROLL_TEXT_INDEPENDENT_MIN_SPEECH", "7.5"));
    assertThat(settings.limits())
        .containsEntry(ProfileKind.TEXT_DEPENDENT, EnrollLimits.TEXT_DEPENDENT)
        .containsEntry(
            ProfileKind.TEXT_INDEPENDENT, new EnrollLimits(9, 0.5, 1.5, 60, 2, 3, 7.5, -1));
    assertThat(settings.limits().get(ProfileKind.TEXT_INDEPENDENT))
        .extracting(EnrollLimits::minCount, EnrollLimits::minSpeech)
        .containsExactly(2, 7.5);
  }

  @ParameterizedTest
  @CsvSource({
    "min-snr = loud, v.conf: 1: min-snr",
    "max-bytes = 5 MB, v.conf: 1: max-bytes",
    "max-length = 0.5, a minimum is above its maximum",
  })
  void aBadValueIsNamedWithItsPlace(String setting, String message) throws IOException {
    Settings settings = settings("enroll.text-dependent." + setting, Map.of());
    assertThatThrownBy(() -> settings.limits())
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith("Settings cannot be read: ")
        .hasMessageContaining(message);
  }

  @Test
  void aBadVariableIsNamed() throws IOException {
    String variable = "VOXMATRIX_ENROLL_TEXT_DEPENDENT_MIN_COUNT";
    Settings settings = settings("", Map.of(variable, "few"));
    assertThatThrownBy(() -> settings.limits()).hasMessageContaining(variable);
  }

  private Settings settings(String text, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("v.conf"), text);
    return Settings.load(
        Optional.of(file.toString()), environment, Main.commands(), Main::commands);
  }
}
