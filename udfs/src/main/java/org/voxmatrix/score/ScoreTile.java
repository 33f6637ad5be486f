package org.voxmatrix.score;

/** Scores of a block of set A against a block of set B. */
public final class ScoreTile {

  private ScoreTile() {}

  /**
   * Scores every pair.
   *
   * @param a the columns, made by {@link VoiceprintMatrix#left}
   * @param b the rows, made by {@link VoiceprintMatrix#right} with the same backend
   * @return {@code b.count()} x {@code a.count()} scores, row-major: a1xb1, a2xb1, ...
   */
  public static float[] of(VoiceprintMatrix a, VoiceprintMatrix b) {
    float[] tile = new float[Math.multiplyExact(a.count(), b.count())];
    fill(a, b, tile);
    return tile;
  }

  /** As {@link #of}, into the beginning of an array that the caller uses again. */
  public static void fill(VoiceprintMatrix a, VoiceprintMatrix b, float[] tile) {
    if (a.dimension() != b.dimension()) {
      throw new IllegalArgumentException(
          "Vector dimensions differ: " + a.dimension() + " != " + b.dimension());
    }
    int cells = Math.multiplyExact(a.count(), b.count());
    if (tile.length < cells) {
      throw new IllegalArgumentException(
          "The tile holds " + tile.length + " scores, " + cells + " are needed");
    }
    Kernel kernel = Kernel.best();
    float[] packed = kernel.pack(a.values(), 0, a.count(), a.dimension());
    kernel.multiply(packed, a.count(), b.values(), 0, b.count(), a.dimension(), tile);
  }
}
