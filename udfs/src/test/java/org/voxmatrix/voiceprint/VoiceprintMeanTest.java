package org.voxmatrix.voiceprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VoiceprintMeanTest {

  private static final Voiceprint A = Voiceprint.of(7, 1, 2);
  private static final Voiceprint B = Voiceprint.of(7, 3, -2);
  private static final Voiceprint C = Voiceprint.of(7, 5, 3);

  @Test
  void averagesPartsAsTheWhole() {
    Voiceprint mean = Voiceprint.of(7, 3, 1);
    assertThat(new VoiceprintMean().add(A).add(B).add(C).mean()).contains(mean);
    VoiceprintMean parts = new VoiceprintMean().add(new VoiceprintMean().add(A).add(B));
    assertThat(parts.add(new VoiceprintMean()).add(new VoiceprintMean().add(C)).mean())
        .contains(mean);
  }

  @Test
  void goesOnFromBytes() {
    byte[] begun = VoiceprintMean.of(new byte[0]).add(A).add(B).toBytes();
    assertThat(VoiceprintMean.of(begun).add(C).mean()).contains(Voiceprint.of(7, 3, 1));
    assertThat(new VoiceprintMean().toBytes()).isEmpty();
  }

  @Test
  void isEmptyForNothing() {
    assertThat(new VoiceprintMean().mean()).isEmpty();
  }

  @Test
  void refusesAnotherModel() {
    Voiceprint other = Voiceprint.of(8, 1, 2);
    assertThatThrownBy(() -> new VoiceprintMean().add(A).add(other))
        .hasMessageContaining("is of model 0000000000000008, expected 0000000000000007");
    assertThatThrownBy(() -> new VoiceprintMean().add(A).add(new VoiceprintMean().add(other)))
        .hasMessageContaining("is of model 0000000000000008");
  }

  @Test
  void refusesToCancelToNothing() {
    VoiceprintMean mean = new VoiceprintMean().add(A).add(Voiceprint.of(7, -1, -2));
    assertThatThrownBy(mean::mean).hasMessageContaining("All 2 values of the voiceprint are zero");
  }
}
