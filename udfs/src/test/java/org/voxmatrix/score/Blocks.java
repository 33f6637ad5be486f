package org.voxmatrix.score;

import java.util.Random;

/** Blocks of random embeddings, and of given ones. */
final class Blocks {

  private Blocks() {}

  static VoiceprintBlock random(int start, int count, int dimension, long seed) {
    Random random = new Random(seed);
    float[] embeddings = new float[count * dimension];
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[i] = (float) (3 * random.nextGaussian());
    }
    return of(start, dimension, embeddings);
  }

  static VoiceprintBlock of(int start, int dimension, float... embeddings) {
    String[] ids = new String[embeddings.length / dimension];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "id-" + (start + i);
    }
    return new VoiceprintBlock(start, ids, dimension, embeddings);
  }

  static PackedBlock columns(VoiceprintBlock block, Backend backend) {
    return new PackedBlock(PreparedBlock.of(block, Side.A, backend));
  }

  static PreparedBlock rows(VoiceprintBlock block, Backend backend) {
    return PreparedBlock.of(block, Side.B, backend);
  }
}
