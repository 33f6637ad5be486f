package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/**
 * Kernels on values that no normalised voiceprint has; {@code ScoreTileTest} has the usual ones.
 */
class KernelTest {

  private final Kernel kernel = Kernel.best();

  @Test
  void keepsDenormals() {
    Random random = new Random(1);
    assertCloseToOracle(5, 9, 17, () -> random.nextGaussian() * 1e-39, () -> random.nextGaussian());
  }

  @Test
  void keepsLargeValues() {
    Random random = new Random(2);
    assertCloseToOracle(
        33, 70, 100, () -> random.nextGaussian() * 1e17, () -> random.nextGaussian() * 1e17);
  }

  @Test
  void keepsSparseValues() {
    Random random = new Random(3);
    DoubleSupplier mostlyZero = () -> random.nextInt(10) == 0 ? random.nextGaussian() : 0;
    assertCloseToOracle(600, 300, 31, mostlyZero, mostlyZero);
  }

  @Test
  void overwritesWhatTheTileHeld() {
    float[] tile = {Float.NaN};
    kernel.multiply(new float[] {2}, 1, new float[] {3}, 1, 1, tile);
    assertThat(tile).containsExactly(6);
  }

  @Test
  void losesNothingWhereEveryPartialSumIsRepresentable() {
    Random random = new Random(4);
    float[] a = values(40 * 21, () -> random.nextInt(-64, 65) / 64.0);
    float[] b = values(30 * 21, () -> random.nextInt(-64, 65) / 64.0);
    float[] tile = new float[40 * 30];
    kernel.multiply(a, 40, b, 30, 21, tile);
    for (int cell = 0; cell < tile.length; cell++) {
      assertThat((double) tile[cell]).isEqualTo(dot(a, cell % 40, b, cell / 40, 21));
    }
  }

  /** Compares with float64, within 1e-5 of the sum of magnitudes plus the smallest denormals. */
  private void assertCloseToOracle(
      int countA, int countB, int dimension, DoubleSupplier ofA, DoubleSupplier ofB) {
    float[] a = values(countA * dimension, ofA);
    float[] b = values(countB * dimension, ofB);
    float[] tile = new float[countA * countB];
    kernel.multiply(a, countA, b, countB, dimension, tile);
    for (int i = 0; i < countB; i++) {
      for (int j = 0; j < countA; j++) {
        double magnitude = 0;
        for (int k = 0; k < dimension; k++) {
          magnitude += Math.abs((double) a[j * dimension + k] * b[i * dimension + k]);
        }
        double error = Math.abs(tile[i * countA + j] - dot(a, j, b, i, dimension));
        assertThat(error)
            .as("%d, %d", i, j)
            .isLessThanOrEqualTo(1e-5 * magnitude + dimension * (double) Float.MIN_VALUE);
      }
    }
  }

  private static double dot(float[] a, int j, float[] b, int i, int dimension) {
    double sum = 0;
    for (int k = 0; k < dimension; k++) {
      sum += (double) a[j * dimension + k] * b[i * dimension + k];
    }
    return sum;
  }

  private static float[] values(int count, DoubleSupplier supplier) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) supplier.getAsDouble();
    }
    return values;
  }
}
