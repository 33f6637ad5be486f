package org.voxmatrix.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {

  /** The example of FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void digestsTextsAndBytes() {
    assertThat(Sha256.hex("abc")).isEqualTo(ABC);
    assertThat(Sha256.hex(new byte[] {'a', 'b', 'c'})).isEqualTo(ABC);
    assertThat(Sha256.hex("ä")).isEqualTo(Sha256.hex("ä".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void partsAreOneContent() {
    assertThat(Sha256.first8(new byte[] {'a'}, new byte[] {'b', 'c'}))
        .isEqualTo(0xba7816bf8f01cfeaL);
  }
}
