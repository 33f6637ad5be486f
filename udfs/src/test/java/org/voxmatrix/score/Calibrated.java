package org.voxmatrix.score;

/**
 * A backend with everything that a score may have: sides that differ, a longer prepared vector,
 * weights and offsets. The score is {@code (w(a) + w(b)) sum(a_i b_i (i + 1)) + |a|_1 - |b|_1}.
 */
final class Calibrated implements Backend {

  private static final long serialVersionUID = 1L;

  @Override
  public String scoreKind() {
    return "calibrated";
  }

  @Override
  public int width(int dimension) {
    return dimension + 1;
  }

  @Override
  public Term left(float[] embeddings, int member, int dimension, float[] prepared) {
    int width = width(dimension);
    for (int i = 0; i < dimension; i++) {
      prepared[member * width + i] = embeddings[member * dimension + i] * (i + 1);
    }
    return new Term(weight(embeddings, member, dimension), sum(embeddings, member, dimension));
  }

  @Override
  public Term right(float[] embeddings, int member, int dimension, float[] prepared) {
    System.arraycopy(
        embeddings, member * dimension, prepared, member * width(dimension), dimension);
    return new Term(weight(embeddings, member, dimension), -sum(embeddings, member, dimension));
  }

  @Override
  public double score(float[] a, int memberA, float[] b, int memberB, int dimension) {
    double dot = 0;
    for (int i = 0; i < dimension; i++) {
      dot += (double) a[memberA * dimension + i] * b[memberB * dimension + i] * (i + 1);
    }
    double weight = (double) weight(a, memberA, dimension) + weight(b, memberB, dimension);
    return weight * dot + sum(a, memberA, dimension) - sum(b, memberB, dimension);
  }

  private static float weight(float[] embeddings, int member, int dimension) {
    return 1 + Math.abs(embeddings[member * dimension]);
  }

  private static float sum(float[] embeddings, int member, int dimension) {
    float sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum += Math.abs(embeddings[member * dimension + i]);
    }
    return sum;
  }
}
