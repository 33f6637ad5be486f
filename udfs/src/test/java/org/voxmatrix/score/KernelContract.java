package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kernel must do. */
public abstract class KernelContract {

  private final Kernel kernel = kernel();

  protected abstract Kernel kernel();

  @Test
  void takesAnyDimension() {
    Random random = new Random(1);
    for (int dimension = 1; dimension <= 300; dimension++) {
      assertCloseToOracle(49, 9, dimension, random::nextGaussian, random::nextGaussian);
    }
    assertCloseToOracle(49, 9, 512, random::nextGaussian, random::nextGaussian);
    assertCloseToOracle(49, 9, 1000, random::nextGaussian, random::nextGaussian);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 191, 192, 193, 256, 257})
  void takesAnyNumberOfVectors(int dimension) {
    Random random = new Random(2);
    for (int countA : new int[] {1, 2, 3, 7, 8, 15, 16, 17, 23, 24, 25, 47, 48, 49, 95, 97}) {
      for (int countB : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 16, 17}) {
        assertCloseToOracle(countA, countB, dimension, random::nextGaussian, random::nextGaussian);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"513, 257, 33", "1025, 3, 256", "3, 1025, 192", "600, 300, 31"})
  void takesManyVectors(int countA, int countB, int dimension) {
    Random random = new Random(3);
    DoubleSupplier mostlyZero = () -> random.nextInt(10) == 0 ? random.nextGaussian() : 0;
    assertCloseToOracle(countA, countB, dimension, mostlyZero, random::nextGaussian);
  }

  @Test
  void keepsDenormals() {
    Random random = new Random(4);
    assertCloseToOracle(5, 9, 17, () -> random.nextGaussian() * 1e-39, random::nextGaussian);
    assertCloseToOracle(
        49, 9, 256, () -> random.nextGaussian() * 1e-22, () -> random.nextGaussian() * 1e-22);
  }

  @Test
  void keepsLargeValues() {
    Random random = new Random(5);
    assertCloseToOracle(
        33, 70, 100, () -> random.nextGaussian() * 1e17, () -> random.nextGaussian() * 1e17);
  }

  @Test
  void losesNothingWhereEveryPartialSumIsRepresentable() {
    Random random = new Random(6);
    Vectors a = Vectors.of(60, 21, () -> random.nextInt(-64, 65) / 64.0);
    Vectors b = Vectors.of(30, 21, () -> random.nextInt(-64, 65) / 64.0);
    float[] tile = multiply(a, b);
    for (int cell = 0; cell < tile.length; cell++) {
      assertThat((double) tile[cell]).isEqualTo(a.dot(cell % 60, b, cell / 60));
    }
  }

  @Test
  void overwritesItsCellsAndNoOthers() {
    Vectors a = new Vectors(new float[] {2, 4}, 2, 1);
    float[] tile = new float[100];
    Arrays.fill(tile, Float.NaN);
    kernel.multiply(kernel.pack(a.values(), 0, 2, 1), 2, new float[] {9, 3, 9}, 1, 1, 1, tile);
    assertThat(Arrays.copyOf(tile, 2)).containsExactly(6, 12);
    assertThat(Arrays.copyOfRange(tile, 2, 100)).containsOnly(Float.NaN);
  }

  /** Bit for bit: cancelling terms of all magnitudes would show any other order of summation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 192, 193, 256, 600})
  void givesTheSameCellsHoweverSetsAreCut(int dimension) {
    Random random = new Random(7);
    DoubleSupplier wild = () -> random.nextGaussian() * Math.pow(10, random.nextInt(-6, 7));
    Vectors a = Vectors.of(1101, dimension, wild);
    Vectors b = Vectors.of(301, dimension, wild);
    float[] whole = multiply(a, b);
    float[] pieces = new float[whole.length];
    float[] tile = new float[whole.length];
    int width;
    for (int column = 0; column < a.count(); column += width) {
      width = Math.min(1 + random.nextInt(random.nextBoolean() ? 60 : 700), a.count() - column);
      float[] packed = kernel.pack(a.values(), column, width, dimension);
      int height;
      for (int row = 0; row < b.count(); row += height) {
        height = Math.min(1 + random.nextInt(random.nextBoolean() ? 10 : 200), b.count() - row);
        kernel.multiply(packed, width, b.values(), row, height, dimension, tile);
        for (int i = 0; i < height; i++) {
          System.arraycopy(tile, i * width, pieces, (row + i) * a.count() + column, width);
        }
      }
    }
    assertThat(bits(pieces)).isEqualTo(bits(whole));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 192, 193, 257})
  void isSymmetric(int dimension) {
    Random random = new Random(8);
    Vectors a = Vectors.of(101, dimension, random::nextGaussian);
    Vectors b = Vectors.of(67, dimension, random::nextGaussian);
    float[] ab = multiply(a, b);
    float[] ba = multiply(b, a);
    float[] transposed = new float[ab.length];
    for (int i = 0; i < 67; i++) {
      for (int j = 0; j < 101; j++) {
        transposed[i * 101 + j] = ba[j * 67 + i];
      }
    }
    assertThat(bits(transposed)).isEqualTo(bits(ab));
  }

  /** To the last bit, without fused steps; other cells stay as they are. */
  @Test
  void termsAreAddedAsByALoop() {
    Random random = new Random(8);
    for (int width : new int[] {0, 1, 7, 16, 31, 64, 100}) {
      float[] weights = random(random, width);
      float[] offsets = random(random, width);
      float weight = (float) random.nextGaussian();
      float offset = (float) random.nextGaussian();
      float[] tile = random(random, width + 20);
      float[] expected = tile.clone();
      for (int j = 0; j < width; j++) {
        float scaled = tile[9 + j] * (weight + weights[j]);
        expected[9 + j] = scaled + (offset + offsets[j]);
      }
      kernel.addTerms(tile, 9, weights, offsets, weight, offset);
      assertThat(bits(tile)).isEqualTo(bits(expected));
    }
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void selectsAsALoopWould() {
    Random random = new Random(9);
    float[] some = {
      0,
      -0f,
      1,
      -1,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Math.nextUp(1f),
      Math.nextDown(1f),
      Float.NEGATIVE_INFINITY,
      Float.POSITIVE_INFINITY,
      Float.MAX_VALUE
    };
    for (int round = 0; round < 2_000; round++) {
      float[] tile = some(random, some, 120);
      float[] leastOfColumn = random.nextBoolean() ? some(random, some, 130) : null;
      int from = random.nextInt(tile.length + 1);
      int to = from + random.nextInt(tile.length + 1 - from);
      int column = random.nextInt(10);
      float least = some[random.nextInt(some.length)];
      int[] expected =
          IntStream.range(from, to)
              .filter(
                  p ->
                      tile[p] >= least
                          || (leastOfColumn != null && tile[p] >= leastOfColumn[column + p - from]))
              .toArray();
      int[] places = new int[to - from];
      int count = kernel.select(tile, from, to, least, leastOfColumn, column, places, 0);
      assertThat(Arrays.copyOf(places, count)).isEqualTo(expected);
    }
  }

  /** Within the bound that holds for every order of summation, with fused steps or without. */
  private void assertCloseToOracle(
      int countA, int countB, int dimension, DoubleSupplier ofA, DoubleSupplier ofB) {
    Vectors a = Vectors.of(countA, dimension, ofA);
    Vectors b = Vectors.of(countB, dimension, ofB);
    float[] tile = multiply(a, b);
    // Padding of up to 8 terms adds no error; one more covers second-order terms.
    double relative = (dimension + 1) * 0x1p-24;
    double absolute = dimension * (double) Float.MIN_VALUE;
    for (int i = 0; i < countB; i++) {
      for (int j = 0; j < countA; j++) {
        double error = Math.abs(tile[i * countA + j] - a.dot(j, b, i));
        double bound = relative * a.magnitude(j, b, i) + absolute;
        if (!(error <= bound)) {
          assertThat(error)
              .as("%d x %d, dimension %d, cell %d, %d", countA, countB, dimension, i, j)
              .isLessThanOrEqualTo(bound);
        }
      }
    }
  }

  private float[] multiply(Vectors a, Vectors b) {
    float[] tile = new float[a.count() * b.count()];
    float[] packed = kernel.pack(a.values(), 0, a.count(), a.dimension());
    kernel.multiply(packed, a.count(), b.values(), 0, b.count(), a.dimension(), tile);
    return tile;
  }

  private static float[] some(Random random, float[] values, int count) {
    float[] some = new float[count];
    for (int i = 0; i < count; i++) {
      some[i] = values[random.nextInt(values.length)];
    }
    return some;
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Vectors(float[] values, int count, int dimension) {

    static Vectors of(int count, int dimension, DoubleSupplier supplier) {
      float[] values = new float[count * dimension];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) supplier.getAsDouble();
      }
      return new Vectors(values, count, dimension);
    }

    double dot(int i, Vectors other, int j) {
      double sum = 0;
      for (int k = 0; k < dimension; k++) {
        sum += (double) values[i * dimension + k] * other.values[j * dimension + k];
      }
      return sum;
    }

    double magnitude(int i, Vectors other, int j) {
      double sum = 0;
      for (int k = 0; k < dimension; k++) {
        sum += Math.abs((double) values[i * dimension + k] * other.values[j * dimension + k]);
      }
      return sum;
    }
  }
}
