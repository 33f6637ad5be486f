package org.voxmatrix.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EerTest {

  @Test
  void isZeroWhenAllTargetsScoreHigher() {
    assertThat(Eer.of(new double[] {1, 2, 3, 4}, new boolean[] {false, false, true, true}).rate())
        .isZero();
  }

  @Test
  void isOneWhenAllTargetsScoreLower() {
    assertThat(Eer.of(new double[] {1, 2, 3, 4}, new boolean[] {true, true, false, false}).rate())
        .isOne();
  }

  @Test
  void isHalfWhenScoresSayNothing() {
    assertThat(Eer.of(new double[4], new boolean[] {true, false, true, false}).rate())
        .isEqualTo(0.5);
  }

  @Test
  void countsOneErrorOfEachKind() {
    double[] scores = {1, 2, 3, 10, 4, 5, 6, 0};
    boolean[] targets = {false, false, false, false, true, true, true, true};

    assertThat(Eer.of(scores, targets).rate()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void needsTrialsOfBothKinds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Eer.of(new double[] {1}, new boolean[] {true}))
        .withMessage("1 target and 0 non-target trials: give some of both");
  }
}
