package org.voxmatrix.jobs.compare.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.voxmatrix.score.VoiceprintBlock;
import scala.Tuple2;

/** Makes blocks of equal size out of chunks, which end where Spark's partitions end. */
final class BlockCutter {

  private BlockCutter() {}

  /** The pieces of a chunk, each within one block, by the index of its first member. */
  static Iterator<Tuple2<Integer, VoiceprintBlock>> cut(Chunk chunk, int start, int blockSize) {
    List<Tuple2<Integer, VoiceprintBlock>> pieces = new ArrayList<>();
    int members = chunk.ids().length;
    int dimension = members == 0 ? 0 : chunk.embeddings().length / members;
    int measures = members == 0 ? 0 : chunk.qualities().length / members;
    int from = 0;
    while (from < members) {
      int to = Math.min(members, from + blockSize - (start + from) % blockSize);
      VoiceprintBlock piece =
          new VoiceprintBlock(
              start + from,
              Arrays.copyOfRange(chunk.ids(), from, to),
              dimension,
              Arrays.copyOfRange(chunk.embeddings(), from * dimension, to * dimension),
              Arrays.copyOfRange(chunk.qualities(), from * measures, to * measures));
      pieces.add(new Tuple2<>(start + from, piece));
      from = to;
    }
    return pieces.iterator();
  }

  /** Puts neighbouring pieces of a block together. */
  static Iterator<VoiceprintBlock> join(Iterator<VoiceprintBlock> pieces, int blockSize) {
    return new Iterator<>() {
      private VoiceprintBlock ahead = pieces.hasNext() ? pieces.next() : null;

      @Override
      public boolean hasNext() {
        return ahead != null;
      }

      @Override
      public VoiceprintBlock next() {
        List<VoiceprintBlock> parts = new ArrayList<>();
        int block = ahead.start() / blockSize;
        while (ahead != null && ahead.start() / blockSize == block) {
          parts.add(ahead);
          ahead = pieces.hasNext() ? pieces.next() : null;
        }
        return VoiceprintBlock.join(parts);
      }
    };
  }
}
