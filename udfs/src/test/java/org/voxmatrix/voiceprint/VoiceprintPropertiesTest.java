package org.voxmatrix.voiceprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

class VoiceprintPropertiesTest {

  @Property
  void everyVoiceprintSurvivesTheString(@ForAll("voiceprints") Voiceprint voiceprint) {
    assertThat(Voiceprint.decode(voiceprint.encode())).isEqualTo(voiceprint);
  }

  @Property
  void everyVoiceprintSurvivesTheBytes(@ForAll("voiceprints") Voiceprint voiceprint) {
    byte[] bytes = voiceprint.toBytes();
    assertThat(bytes).hasSize(24 + 4 * voiceprint.dimension());
    assertThat(Voiceprint.decode(bytes)).isEqualTo(voiceprint);
  }

  @Property
  void everyAlteredByteIsNoticed(
      @ForAll("voiceprints") Voiceprint voiceprint,
      @ForAll @IntRange(max = 10_000) int position,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    byte[] bytes = voiceprint.toBytes();
    bytes[position % bytes.length] ^= (byte) mask;
    assertThatThrownBy(() -> Voiceprint.decode(bytes))
        .asInstanceOf(type(RejectedException.class))
        .extracting(RejectedException::fault)
        .isIn(Fault.VOICEPRINT_BAD_ENVELOPE, Fault.VOICEPRINT_BAD_CHECKSUM);
  }

  @Provide
  Arbitrary<Voiceprint> voiceprints() {
    Arbitrary<float[]> vectors =
        Arbitraries.floats()
            .array(float[].class)
            .ofMinSize(1)
            .ofMaxSize(300)
            .filter(vector -> !allZero(vector));
    return Combinators.combine(Arbitraries.longs(), vectors).as(Voiceprint::of);
  }

  private static boolean allZero(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
