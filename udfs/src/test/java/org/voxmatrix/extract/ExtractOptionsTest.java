package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxmatrix.identity.Sha256;

class ExtractOptionsTest {

  private static final ExtractOptions OTHER =
      ExtractOptions.DEFAULT
          .withChannelMode(ChannelMode.MIX)
          .withChannels(List.of(1, 0))
          .withStart(0.5)
          .withEnd(12.25)
          .withMaxSpeech(60)
          .withSpeechDetection(SpeechDetection.OFF);

  /** Pinned: runs are resumed and matched by it. */
  @Test
  void theCanonicalFormStaysAsItIs() {
    assertThat(ExtractOptions.DEFAULT.canonical()).isEqualTo("{}");
    assertThat(OTHER.canonical())
        .isEqualTo(
            "{\"channel_mode\":\"mix\",\"channels\":[1,0],\"end\":12.25,\"max_speech\":60.0,"
                + "\"speech_detection\":\"off\",\"start\":0.5}");
    assertThat(Sha256.hex(OTHER.canonical()))
        .isEqualTo("e5270c425993ffbbaa40da41df617777c59aa0f6f26a1a6c279bcaa4032d7dee");
  }

  @Test
  void theFormerTextIsThatOfEarlierReleases() {
    assertThat(ExtractOptions.DEFAULT.formerText())
        .isEqualTo(
            "ExtractOptions[channelMode=SPLIT, channels=[], start=0.0, end=Infinity,"
                + " maxSpeech=120.0, speechDetection=ON]");
    assertThat(OTHER.formerText())
        .isEqualTo(
            "ExtractOptions[channelMode=MIX, channels=[1, 0], start=0.5, end=12.25,"
                + " maxSpeech=60.0, speechDetection=OFF]");
    assertThat(OTHER.withAudioStream(1).formerText())
        .isEqualTo(OTHER.withAudioStream(1).canonical());
  }
}
