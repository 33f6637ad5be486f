package org.voxmatrix.score;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Voiceprints of one model, prepared by a backend and packed for a kernel: {@code count} x {@code
 * dimension} float32 values, one vector after the other.
 */
public final class VoiceprintMatrix implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int count;
  private final int dimension;
  private final float[] values;

  private VoiceprintMatrix(int count, int dimension, float[] values) {
    this.count = count;
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * Packs voiceprints of set A, which heads the columns.
   *
   * @param voiceprints at least one
   * @throws RejectedException located at the index of the voiceprint at fault: not comparable to
   *     the first one, or refused by the backend
   */
  public static VoiceprintMatrix left(List<Voiceprint> voiceprints, Backend backend) {
    return pack(voiceprints, backend::left);
  }

  /** Packs voiceprints of set B, which heads the rows; else as {@link #left}. */
  public static VoiceprintMatrix right(List<Voiceprint> voiceprints, Backend backend) {
    return pack(voiceprints, backend::right);
  }

  /** The number of voiceprints. */
  public int count() {
    return count;
  }

  /** The length of each prepared vector. */
  public int dimension() {
    return dimension;
  }

  /** A copy of the voiceprints {@code from} (inclusive) to {@code to} (exclusive). */
  public VoiceprintMatrix slice(int from, int to) {
    float[] part = Arrays.copyOfRange(values, from * dimension, to * dimension);
    return new VoiceprintMatrix(to - from, dimension, part);
  }

  /** The packed values themselves, not a copy. */
  float[] values() {
    return values;
  }

  private static VoiceprintMatrix pack(
      List<Voiceprint> voiceprints, Function<Voiceprint, float[]> preparation) {
    if (voiceprints.isEmpty()) {
      throw new IllegalArgumentException("There is no voiceprint to pack");
    }
    Voiceprint first = voiceprints.get(0);
    float[] values = null;
    int dimension = 0;
    int row = 0;
    for (Voiceprint voiceprint : voiceprints) {
      try {
        voiceprint.requireComparableTo(first);
        float[] vector = preparation.apply(voiceprint);
        if (values == null) {
          dimension = vector.length;
          values = new float[Math.multiplyExact(voiceprints.size(), dimension)];
        }
        System.arraycopy(vector, 0, values, row * dimension, dimension);
      } catch (RejectedException e) {
        throw e.at(row);
      }
      row++;
    }
    return new VoiceprintMatrix(row, dimension, values);
  }
}
