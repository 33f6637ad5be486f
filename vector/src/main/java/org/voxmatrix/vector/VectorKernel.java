package org.voxmatrix.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.voxmatrix.score.Kernel;

/**
 * A kernel on the widest vectors of this processor. Each cell is one chain of fused multiply-adds,
 * from the vectors' first values to their last.
 */
public final class VectorKernel implements Kernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** More sums at once than 4 x 4 or, with the 16 registers of AVX2, 3 x 3 would be spilled. */
  private static final int ROWS = SPECIES.vectorBitSize() >= 512 ? 4 : 3;

  /** Vectors of A in a panel. */
  private static final int PANEL = ROWS * LANES;

  /**
   * For {@link java.util.ServiceLoader}.
   *
   * @throws UnsupportedOperationException if vectors are too short to gain anything
   */
  public VectorKernel() {
    if (SPECIES.vectorBitSize() < 256) {
      throw new UnsupportedOperationException(
          "this processor's vectors have only %s bits; use one with AVX2 or AVX-512"
              .formatted(SPECIES.vectorBitSize()));
    }
  }

  @Override
  public String name() {
    return "Vector API, " + SPECIES.vectorBitSize() + " bit";
  }

  /** Panels one after the other; in a panel, all vectors' first values, then all their second. */
  @Override
  public float[] pack(float[] vectors, int from, int count, int dimension) {
    int panels = (count + PANEL - 1) / PANEL;
    float[] packed = new float[Math.multiplyExact(panels * PANEL, dimension)];
    for (int j = 0; j < count; j++) {
      int to = (j / PANEL) * PANEL * dimension + j % PANEL;
      int vector = (from + j) * dimension;
      for (int k = 0; k < dimension; k++) {
        packed[to + k * PANEL] = vectors[vector + k];
      }
    }
    return packed;
  }

  @Override
  public void multiply(
      float[] packedA, int countA, float[] b, int firstB, int countB, int dimension, float[] tile) {
    float[] edge = countA % PANEL == 0 && countB % ROWS == 0 ? null : new float[ROWS * PANEL];
    for (int column = 0; column < countA; column += PANEL) {
      int width = Math.min(PANEL, countA - column);
      for (int row = 0; row < countB; row += ROWS) {
        int height = Math.min(ROWS, countB - row);
        int cell = row * countA + column;
        if (width == PANEL && height == ROWS) {
          multiply(packedA, column, b, firstB + row, ROWS, dimension, tile, cell, countA);
        } else {
          multiply(packedA, column, b, firstB + row, height, dimension, edge, 0, PANEL);
          for (int i = 0; i < height; i++) {
            System.arraycopy(edge, i * PANEL, tile, cell + i * countA, width);
          }
        }
      }
    }
  }

  /** One panel by {@code height} rows; rows beyond those repeat the last. */
  private static void multiply(
      float[] packedA,
      int column,
      float[] b,
      int row,
      int height,
      int dimension,
      float[] tile,
      int cell,
      int stride) {
    int panel = column * dimension;
    int end = panel + PANEL * dimension;
    int last = (row + height - 1) * dimension;
    int b0 = row * dimension;
    int b1 = Math.min(b0 + dimension, last);
    if (ROWS == 3) {
      threeByThree(packedA, panel, end, b, b0, b1, last, tile, cell, stride);
    } else {
      int b2 = Math.min(b0 + 2 * dimension, last);
      fourByFour(packedA, panel, end, b, b0, b1, b2, last, tile, cell, stride);
    }
  }

  // Below, sums are locals and stored where they are made, or they would be objects; and loops
  // count in steps of the packed index, or C2 would compute it anew from k, and check bounds.

  private static void fourByFour(
      float[] a,
      int panel,
      int end,
      float[] b,
      int b0,
      int b1,
      int b2,
      int b3,
      float[] tile,
      int cell,
      int stride) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
    FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
    FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
    FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
    for (int p = panel, k = 0; p < end; p += PANEL, k++) {
      FloatVector a0 = FloatVector.fromArray(SPECIES, a, p);
      FloatVector a1 = FloatVector.fromArray(SPECIES, a, p + LANES);
      FloatVector a2 = FloatVector.fromArray(SPECIES, a, p + 2 * LANES);
      FloatVector a3 = FloatVector.fromArray(SPECIES, a, p + 3 * LANES);
      FloatVector value = FloatVector.broadcast(SPECIES, b[b0 + k]);
      s00 = a0.fma(value, s00);
      s01 = a1.fma(value, s01);
      s02 = a2.fma(value, s02);
      s03 = a3.fma(value, s03);
      value = FloatVector.broadcast(SPECIES, b[b1 + k]);
      s10 = a0.fma(value, s10);
      s11 = a1.fma(value, s11);
      s12 = a2.fma(value, s12);
      s13 = a3.fma(value, s13);
      value = FloatVector.broadcast(SPECIES, b[b2 + k]);
      s20 = a0.fma(value, s20);
      s21 = a1.fma(value, s21);
      s22 = a2.fma(value, s22);
      s23 = a3.fma(value, s23);
      value = FloatVector.broadcast(SPECIES, b[b3 + k]);
      s30 = a0.fma(value, s30);
      s31 = a1.fma(value, s31);
      s32 = a2.fma(value, s32);
      s33 = a3.fma(value, s33);
    }
    s00.intoArray(tile, cell);
    s01.intoArray(tile, cell + LANES);
    s02.intoArray(tile, cell + 2 * LANES);
    s03.intoArray(tile, cell + 3 * LANES);
    s10.intoArray(tile, cell + stride);
    s11.intoArray(tile, cell + stride + LANES);
    s12.intoArray(tile, cell + stride + 2 * LANES);
    s13.intoArray(tile, cell + stride + 3 * LANES);
    s20.intoArray(tile, cell + 2 * stride);
    s21.intoArray(tile, cell + 2 * stride + LANES);
    s22.intoArray(tile, cell + 2 * stride + 2 * LANES);
    s23.intoArray(tile, cell + 2 * stride + 3 * LANES);
    s30.intoArray(tile, cell + 3 * stride);
    s31.intoArray(tile, cell + 3 * stride + LANES);
    s32.intoArray(tile, cell + 3 * stride + 2 * LANES);
    s33.intoArray(tile, cell + 3 * stride + 3 * LANES);
  }

  private static void threeByThree(
      float[] a,
      int panel,
      int end,
      float[] b,
      int b0,
      int b1,
      int b2,
      float[] tile,
      int cell,
      int stride) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero, s01 = zero, s02 = zero;
    FloatVector s10 = zero, s11 = zero, s12 = zero;
    FloatVector s20 = zero, s21 = zero, s22 = zero;
    for (int p = panel, k = 0; p < end; p += PANEL, k++) {
      FloatVector a0 = FloatVector.fromArray(SPECIES, a, p);
      FloatVector a1 = FloatVector.fromArray(SPECIES, a, p + LANES);
      FloatVector a2 = FloatVector.fromArray(SPECIES, a, p + 2 * LANES);
      FloatVector value = FloatVector.broadcast(SPECIES, b[b0 + k]);
      s00 = a0.fma(value, s00);
      s01 = a1.fma(value, s01);
      s02 = a2.fma(value, s02);
      value = FloatVector.broadcast(SPECIES, b[b1 + k]);
      s10 = a0.fma(value, s10);
      s11 = a1.fma(value, s11);
      s12 = a2.fma(value, s12);
      value = FloatVector.broadcast(SPECIES, b[b2 + k]);
      s20 = a0.fma(value, s20);
      s21 = a1.fma(value, s21);
      s22 = a2.fma(value, s22);
    }
    s00.intoArray(tile, cell);
    s01.intoArray(tile, cell + LANES);
    s02.intoArray(tile, cell + 2 * LANES);
    s10.intoArray(tile, cell + stride);
    s11.intoArray(tile, cell + stride + LANES);
    s12.intoArray(tile, cell + stride + 2 * LANES);
    s20.intoArray(tile, cell + 2 * stride);
    s21.intoArray(tile, cell + 2 * stride + LANES);
    s22.intoArray(tile, cell + 2 * stride + 2 * LANES);
  }

  /** The compiler finds no vectors in the loop by itself. */
  @Override
  public void addTerms(
      float[] tile, int from, float[] weights, float[] offsets, float weight, float offset) {
    int whole = SPECIES.loopBound(weights.length);
    for (int j = 0; j < whole; j += LANES) {
      FloatVector.fromArray(SPECIES, tile, from + j)
          .mul(FloatVector.fromArray(SPECIES, weights, j).add(weight))
          .add(FloatVector.fromArray(SPECIES, offsets, j).add(offset))
          .intoArray(tile, from + j);
    }
    for (int j = whole; j < weights.length; j++) {
      tile[from + j] = tile[from + j] * (weight + weights[j]) + (offset + offsets[j]);
    }
  }

  @Override
  public int select(
      float[] tile,
      int from,
      int to,
      float least,
      float[] leastOfColumn,
      int column,
      int[] cells,
      int found) {
    int whole = from + SPECIES.loopBound(to - from);
    int count = found;
    if (leastOfColumn == null) {
      for (int p = from; p < whole; p += LANES) {
        if (FloatVector.fromArray(SPECIES, tile, p).compare(VectorOperators.GE, least).anyTrue()) {
          count = Kernel.super.select(tile, p, p + LANES, least, null, 0, cells, count);
        }
      }
    } else {
      for (int p = from; p < whole; p += LANES) {
        FloatVector scores = FloatVector.fromArray(SPECIES, tile, p);
        FloatVector leasts = FloatVector.fromArray(SPECIES, leastOfColumn, column + p - from);
        VectorMask<Float> hits =
            scores
                .compare(VectorOperators.GE, least)
                .or(scores.compare(VectorOperators.GE, leasts));
        if (hits.anyTrue()) {
          int first = column + p - from;
          count =
              Kernel.super.select(tile, p, p + LANES, least, leastOfColumn, first, cells, count);
        }
      }
    }
    int first = column + whole - from;
    return Kernel.super.select(tile, whole, to, least, leastOfColumn, first, cells, count);
  }
}
