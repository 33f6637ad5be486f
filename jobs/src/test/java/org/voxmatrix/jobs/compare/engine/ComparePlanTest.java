package org.voxmatrix.jobs.compare.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.voxmatrix.jobs.compare.engine.ComparePlan.Sets;
import org.voxmatrix.score.Side;

class ComparePlanTest {

  private static final Outputs THRESHOLD = new Outputs(false, 0.5, 0, Outputs.Of.ROWS);

  @Property(tries = 200)
  void wavesHaveEveryPairOnce(
      @ForAll @IntRange(min = 1, max = 60) int countA,
      @ForAll @IntRange(min = 1, max = 60) int countB,
      @ForAll @IntRange(min = 1, max = 40) int band,
      @ForAll @IntRange(min = 1, max = 900) int cells) {
    WaveLimits limits = new WaveLimits(1L << 20, cells, 4L * band, 10);
    ComparePlan two = ComparePlan.of(THRESHOLD, Sets.TWO, countA, countB, 1, limits);
    assertThat(two.waves().stream().mapToLong(two::cells).sum()).isEqualTo(two.cells());
    assertThat(pairs(two, false)).isEqualTo((long) countA * countB);
    ComparePlan one = ComparePlan.of(THRESHOLD, Sets.ONE, countA, countA, 1, limits);
    assertThat(one.waves().stream().mapToLong(one::cells).sum()).isEqualTo(one.cells());
    assertThat(pairs(one, true)).isEqualTo((long) countA * (countA - 1) / 2);
  }

  private static long pairs(ComparePlan plan, boolean once) {
    long pairs = 0;
    for (Wave wave : plan.waves()) {
      for (int row = wave.rangeStart(); row < wave.rangeEnd(); row++) {
        for (int column = wave.bandStart(); column < wave.bandEnd(); column++) {
          pairs += once && column <= row ? 0 : 1;
        }
      }
    }
    return pairs;
  }

  @Test
  void theSetThatFitsABandIsBroadcastUnlessTheBestOfTheOtherAreWanted() {
    WaveLimits limits = new WaveLimits(1L << 30, 1L << 40, 4_000, 1 << 16);
    Outputs rows = new Outputs(false, 0, 5, Outputs.Of.ROWS);
    Outputs columns = new Outputs(false, 0, 5, Outputs.Of.COLUMNS);
    assertThat(broadcastSide(THRESHOLD, 500, 9_000, limits)).isEqualTo(Side.A);
    assertThat(broadcastSide(THRESHOLD, 9_000, 500, limits)).isEqualTo(Side.B);
    assertThat(broadcastSide(rows, 900, 10, limits)).isEqualTo(Side.A);
    assertThat(broadcastSide(columns, 10, 900, limits)).isEqualTo(Side.B);
    assertThat(broadcastSide(rows, 9_000, 10, limits)).isEqualTo(Side.B);
    assertThat(broadcastSide(Outputs.MATRIX, 9_000, 10, limits)).isEqualTo(Side.A);
  }

  /** Statistics of a row are of its scores with the whole cohort: no wave has but a part of it. */
  @Test
  void aCohortIsSentWhole() {
    ComparePlan plan =
        new ComparedSets(members(50_000, 2_048), members(3_000_000, 2_048)).rowsPlan();
    assertThat(plan.broadcastSide()).isEqualTo(Side.A);
    assertThat(plan.waves().size()).isGreaterThan(1);
    assertThat(plan.waves())
        .allSatisfy(
            wave -> {
              assertThat(wave.bandStart()).isZero();
              assertThat(wave.bandEnd()).isEqualTo(50_000);
            });
  }

  private static MemberSet members(int count, int dimension) {
    return new MemberSet(null, 1024, count, dimension, List.of());
  }

  private static Side broadcastSide(Outputs outputs, int countA, int countB, WaveLimits limits) {
    return ComparePlan.of(outputs, Sets.TWO, countA, countB, 1, limits).broadcastSide();
  }

  @Test
  void aWaveOfAMatrixHasAsManyBytesAsAllowed() {
    WaveLimits limits = new WaveLimits(1L << 20, 1L << 40, 1L << 27, 1000);
    ComparePlan plan = ComparePlan.of(Outputs.MATRIX, Sets.TWO, 2_500, 5_000, 64, limits);
    assertThat(plan.waves()).hasSize(3 * 20 - 10);
    assertThat(plan.waves())
        .allSatisfy(wave -> assertThat(wave.cells() * Float.BYTES).isLessThanOrEqualTo(1L << 20));
    assertThat(plan.matrixBytes()).isEqualTo(50_000_000);
  }
}
