package org.voxmatrix.score;

/** A block as a backend prepares it for one side of the matrix. */
public final class PreparedBlock {

  private final VoiceprintBlock block;
  private final int width;
  private final PreparedBlock full;
  private final float[] vectors;
  private final float[] weights;
  private final float[] offsets;
  private final double norm;
  private final double weight;
  private final double offset;

  private PreparedBlock(VoiceprintBlock block, int width, float[] vectors, Term[] terms) {
    this.block = block;
    this.width = width;
    this.full = this;
    this.vectors = vectors;
    this.norm = norm(vectors, width);
    this.weights = new float[terms.length];
    this.offsets = new float[terms.length];
    double largestWeight = 0;
    double largestOffset = 0;
    for (int i = 0; i < terms.length; i++) {
      weights[i] = terms[i].weight();
      offsets[i] = terms[i].offset();
      largestWeight = Math.max(largestWeight, Math.abs(weights[i]));
      largestOffset = Math.max(largestOffset, Math.abs(offsets[i]));
    }
    this.weight = largestWeight;
    this.offset = largestOffset;
  }

  private PreparedBlock(PreparedBlock full, Bounds bounds) {
    this.block = full.block;
    this.width = bounds.width();
    this.full = full;
    this.vectors = bounds.of(full.vectors);
    this.norm = norm(vectors, width);
    this.weights = full.weights;
    this.offsets = full.offsets;
    this.weight = full.weight;
    this.offset = full.offset;
  }

  /** Prepares every member. */
  public static PreparedBlock of(VoiceprintBlock block, Side side, Backend backend) {
    int width = backend.width(block.dimension());
    float[] vectors = new float[Math.multiplyExact(block.count(), width)];
    Term[] terms = new Term[block.count()];
    for (int i = 0; i < terms.length; i++) {
      Term term =
          side == Side.A
              ? backend.left(block.embeddings(), i, block.dimension(), vectors)
              : backend.right(block.embeddings(), i, block.dimension(), vectors);
      terms[i] = block.isPlain() ? term : ofMember(block, i, term);
    }
    return new PreparedBlock(block, width, vectors, terms);
  }

  /** Weights and offsets of a backend do not go through those of a normalization. */
  private static Term ofMember(VoiceprintBlock block, int member, Term term) {
    if (!term.equals(Term.NONE)) {
      throw new IllegalArgumentException("only plain inner products can be normalized or added to");
    }
    Normalization normalization = block.normalization();
    return normalization == null
        ? new Term(term.weight(), (float) block.share(member))
        : new Term(
            (float) normalization.weight(member),
            (float) (normalization.offset(member) + block.share(member)));
  }

  /** The same members, whose scores with others of their kind are not below their own. */
  public PreparedBlock bounding(Bounds bounds) {
    return new PreparedBlock(this, bounds);
  }

  /** Whether higher inner products are higher scores. */
  public boolean canBeBounded() {
    for (float one : weights) {
      if (!(one >= 0)) {
        return false;
      }
    }
    return true;
  }

  /** What was prepared. */
  public VoiceprintBlock block() {
    return block;
  }

  public int count() {
    return block.count();
  }

  int width() {
    return width;
  }

  /** The members with their whole vectors, where the inner products of these are bounds. */
  PreparedBlock full() {
    return full;
  }

  /** An inner product with more than a tile's precision. */
  double dot(int member, PreparedBlock others, int other) {
    int i = member * width;
    int j = other * width;
    int end = i + width;
    double even = 0;
    double odd = 0;
    for (; i < end - 1; i += 2, j += 2) { // Two sums are made at once.
      even += (double) vectors[i] * others.vectors[j];
      odd += (double) vectors[i + 1] * others.vectors[j + 1];
    }
    return i < end ? even + odd + (double) vectors[i] * others.vectors[j] : even + odd;
  }

  float[] vectors() {
    return vectors;
  }

  /** The largest Euclidean norm of a vector. */
  double norm() {
    return norm;
  }

  /** The largest magnitude of a weight. */
  double weight() {
    return weight;
  }

  /** The largest magnitude of an offset. */
  double offset() {
    return offset;
  }

  /** Whether scores are inner products and nothing else. */
  boolean isPlain() {
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != Term.NONE.weight() || offsets[i] != Term.NONE.offset()) {
        return false;
      }
    }
    return true;
  }

  float weight(int i) {
    return weights[i];
  }

  float offset(int i) {
    return offsets[i];
  }

  float[] weights() {
    return weights;
  }

  float[] offsets() {
    return offsets;
  }

  private static double norm(float[] vectors, int width) {
    double largest = 0;
    for (int start = 0; start < vectors.length; start += width) {
      double square = 0;
      for (int k = start; k < start + width; k++) {
        square += (double) vectors[k] * vectors[k];
      }
      largest = Math.max(largest, square);
    }
    return Math.sqrt(largest);
  }
}
