package org.voxmatrix.jobs.compare.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.voxmatrix.calibrations.QualityTerms;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.score.Normalization;
import org.voxmatrix.score.VoiceprintBlock;
import scala.Tuple2;

/**
 * A set on the executors: decoded once, in blocks of consecutive members, spread evenly.
 *
 * @param blocks persisted; every partition's blocks in order
 * @param blockSize members of a block, a power of two; the last block may have fewer
 * @param count members of the set
 * @param dimension values of an embedding
 * @param faults what is wrong with rows that are not members, at most {@value #MAX_FAULTS}
 */
public record MemberSet(
    JavaRDD<VoiceprintBlock> blocks,
    int blockSize,
    int count,
    int dimension,
    List<ErrorDetail> faults) {

  /** More faults of one set are not listed one by one. */
  public static final int MAX_FAULTS = 100;

  /** The members {@code from} to {@code to}, brought to the driver. */
  List<VoiceprintBlock> gather(int from, int to) {
    return blocks
        .filter(block -> block.start() < to && block.end() > from)
        .map(block -> block.slice(from, to))
        .collect()
        .stream()
        .sorted(Comparator.comparingInt(VoiceprintBlock::start))
        .toList();
  }

  /** What is made of each block on the executors, in the order of the blocks. */
  private <T> Stream<T> ofBlocks(Function<VoiceprintBlock, T> made) {
    return blocks.map(block -> new Tuple2<>(block.start(), made.call(block))).collect().stream()
        .sorted(Comparator.comparingInt(Tuple2::_1))
        .map(Tuple2::_2);
  }

  /** Ids of all members, in order. */
  public List<String> ids() {
    return ofBlocks(VoiceprintBlock::ids).flatMap(Arrays::stream).toList();
  }

  /** Tells the ids and embeddings of all members from others. */
  public String sha256() {
    return Sha256.hex(ofBlocks(MemberSet::sha256).collect(Collectors.joining()));
  }

  private static String sha256(VoiceprintBlock block) {
    ByteBuffer values = ByteBuffer.allocate(block.embeddings().length * Float.BYTES);
    values.asFloatBuffer().put(block.embeddings());
    return Sha256.hex(String.join("\n", block.ids()) + Sha256.hex(values.array()));
  }

  /**
   * Some members as a set of their own, in their order.
   *
   * @param chosen places, ascending
   */
  public MemberSet only(JavaSparkContext spark, int[] chosen) {
    List<VoiceprintBlock> found = new ArrayList<>();
    for (VoiceprintBlock block :
        blocks.flatMap(block -> chosenOf(block, chosen).iterator()).collect().stream()
            .sorted(Comparator.comparingInt(VoiceprintBlock::start))
            .toList()) {
      found.add(
          new VoiceprintBlock(found.size(), block.ids(), block.dimension(), block.embeddings()));
    }
    List<VoiceprintBlock> joined = new ArrayList<>();
    BlockCutter.join(found.iterator(), blockSize).forEachRemaining(joined::add);
    return new MemberSet(
        spark.parallelize(joined).persist(StorageLevel.MEMORY_AND_DISK()),
        blockSize,
        found.size(),
        dimension,
        List.of());
  }

  private static List<VoiceprintBlock> chosenOf(VoiceprintBlock block, int[] chosen) {
    return Arrays.stream(chosen)
        .filter(place -> place >= block.start() && place < block.end())
        .mapToObj(place -> block.slice(place, place + 1))
        .toList();
  }

  /** The same members with scores that are normalized. */
  public MemberSet by(JavaSparkContext spark, Normalization ofMembers) {
    Broadcast<Normalization> sent = spark.broadcast(ofMembers);
    return new MemberSet(
        blocks.map(block -> block.by(sent.value().slice(block.start(), block.end()))),
        blockSize,
        count,
        dimension,
        faults);
  }

  /** The same members, to whose scores quality adds; they were read with its measures. */
  public MemberSet by(QualityTerms terms) {
    return new MemberSet(
        blocks.map(block -> block.adding(terms.shares(block.qualities()))),
        blockSize,
        count,
        dimension,
        faults);
  }

  /** Measures of all members in order, row-major; empty if they were read without. */
  public double[] qualities() {
    return ofBlocks(VoiceprintBlock::qualities).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Frees the executors' memory. */
  public void release() {
    blocks.unpersist(true);
  }
}
