package org.voxmatrix.jobs.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.MinQuality;
import org.voxmatrix.extract.SpeechDetection;
import org.voxmatrix.identity.Json;

class OptionsOfPlanTest {

  static Stream<ExtractOptions> options() {
    return Stream.of(
        ExtractOptions.DEFAULT,
        new ExtractOptions(
            ChannelMode.MIX,
            List.of(1, 0),
            1.5,
            20,
            60,
            SpeechDetection.OFF,
            WhenTruncated.REJECT,
            1,
            ExtractOptions.AUTO,
            MinQuality.NONE),
        ExtractOptions.DEFAULT
            .withSpeakers(3)
            .withMinQuality(
                MinQuality.of(
                    Map.of(MinQuality.Measure.SNR, 10.0, MinQuality.Measure.BAND, 3400.0))));
  }

  @ParameterizedTest
  @MethodSource("options")
  void readsWhatPlansHave(ExtractOptions options) {
    assertThat(OptionsOfPlan.read(Json.read(options.canonical()))).isEqualTo(options);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> OptionsOfPlan.read(Json.read("{\"louder\": true}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("louder");
    assertThatThrownBy(() -> OptionsOfPlan.read(Json.read("\"ExtractOptions[]\"")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
