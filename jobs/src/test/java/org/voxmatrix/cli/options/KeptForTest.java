package org.voxmatrix.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptForTest {

  private final KeptFor.Converter converter = new KeptFor.Converter();

  @ParameterizedTest
  @CsvSource({"90m, PT90M", "24h, PT24H", "24 h, PT24H", "30d, PT720H", "0m, PT0S"})
  void timesAreReadAsPeopleWriteThem(String text, Duration expected) {
    assertThat(converter.convert(text).time()).isEqualTo(expected);
  }

  @Test
  void neverIsNoTime() {
    assertThat(converter.convert("never").time()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "24", "-1d", "1w", "h", "1.5h"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> converter.convert(text)).hasMessageContaining("'" + text + "'");
  }
}
