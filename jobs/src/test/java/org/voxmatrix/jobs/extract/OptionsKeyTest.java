package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxmatrix.extract.ExtractOptions;

/** Another key would extract every recording once more. */
class OptionsKeyTest {

  private static final long FINGERPRINT = 0x5de690b84f4ad7adL;
  private static final ExtractOptions OTHER =
      ExtractOptions.DEFAULT.withChannels(List.of(0, 1)).withStart(1.5).withMaxSpeech(60);

  @Test
  void keysAreWhatTheyAlwaysWere() {
    assertThat(ExtractSettings.optionsKey("5de690b84f4ad7ad", ExtractOptions.DEFAULT))
        .isEqualTo("7089b3585b4667e4625ad784751948b3536efd782ecd3069b9df0f128c005b9e");
    assertThat(ExtractSettings.optionsKey("5de690b84f4ad7ad", OTHER))
        .isEqualTo("463ccd54d3e7c50e5b8a1e85b49282ade5e1db568b723cb7af7b20f3c06b9647");
  }

  @Test
  void formerKeysAreThoseOfTheVersionBefore() {
    assertThat(ExtractSettings.formerOptionsKey(FINGERPRINT, ExtractOptions.DEFAULT))
        .isEqualTo("37b9822dab01c040d828424377121c308ad9ec533b8f2811d2145ed61a0f196a");
    assertThat(ExtractSettings.formerOptionsKey(FINGERPRINT, OTHER))
        .isEqualTo("e1cd8ec29f680639aed9b84288ab7594acb25c34d25f356d8ce5c78614a88f02");
  }
}
