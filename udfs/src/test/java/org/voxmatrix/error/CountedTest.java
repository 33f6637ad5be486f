package org.voxmatrix.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {

  @Test
  void oneIsNoPlural() {
    assertThat(new Counted(1, "run")).hasToString("1 run");
    assertThat(new Counted(0, "run")).hasToString("0 runs");
    assertThat(new Counted(2_000, "run").toString()).matches("2\\D?000 runs");
  }
}
