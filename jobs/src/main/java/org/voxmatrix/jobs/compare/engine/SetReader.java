package org.voxmatrix.jobs.compare.engine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.session.SparkOrder;

/** Reads sets into the memory of the executors: sorts, decodes, counts, and cuts even blocks. */
public final class SetReader {

  /** Members of a block at most: prepared, it fits a core's L2 cache. */
  static final int LARGEST_BLOCK = 1024;

  private static final int SMALLEST_BLOCK = 16;
  private static final int PARTITIONS_A_CORE = 4;

  /** Up to how many bytes a set is sorted on the driver. */
  private static final long SMALL = 8L << 20;

  /** As Spark sorts: null first, texts by their bytes. */
  private static final Comparator<Row> ORDER =
      Comparator.<Row, Long>comparing(
              row -> row.isNullAt(0) ? null : row.getLong(0),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(row -> row.getString(1), SparkOrder.TEXT)
          .thenComparing(row -> row.getString(2), SparkOrder.TEXT);

  private final JavaSparkContext spark;
  private final long small;

  public SetReader(JavaSparkContext spark) {
    this(spark, SMALL);
  }

  /**
   * @param small see {@link #SMALL}
   */
  SetReader(JavaSparkContext spark, long small) {
    this.spark = spark;
    this.small = small;
  }

  /**
   * Reads a set.
   *
   * @param rows ordered by ordinal, id and voiceprint
   * @param field the service's name of the set, for locations of faults
   * @param dimension values of an embedding where that is known, else 0
   */
  public MemberSet read(SetRows rows, String field, VoiceprintDecoder decoder, int dimension) {
    ChunkReader reader = new ChunkReader(decoder, dimension, rows.measures());
    List<Chunk> here =
        rows.here(small).map(few -> sortedHere(few, reader, rows.measures().size())).orElse(null);
    JavaRDD<Chunk> there = here == null ? sorted(rows, reader) : null;
    List<Chunk.Head> heads = here == null ? heads(there) : here.stream().map(Chunk::head).toList();
    int found =
        heads.stream().mapToInt(Chunk.Head::dimension).filter(d -> d > 0).findFirst().orElse(0);
    if (heads.stream().anyMatch(head -> head.dimension() > 0 && head.dimension() != found)) {
      if (here == null) {
        there.unpersist(true);
      }
      return read(rows, field, decoder, found);
    }
    List<ErrorDetail> faults = faults(heads, field);
    int count = members(heads, field);
    int blockSize = blockSize(count);
    JavaRDD<VoiceprintBlock> blocks =
        here == null
            ? blocks(there, starts(heads), blockSize, count)
            : blocks(here, starts(heads), blockSize, count);
    return new MemberSet(blocks, blockSize, count, found, faults);
  }

  /** As {@link #sorted}, without the many small jobs that cost more than the sorting. */
  private static List<Chunk> sortedHere(List<Row> few, ChunkReader reader, int measures) {
    List<Row> all = new ArrayList<>(few);
    all.sort(ORDER);
    Set<String> ids = new HashSet<>();
    List<Row> marked = new ArrayList<>();
    for (Row row : all) {
      boolean repeated = !row.isNullAt(1) && !ids.add(row.getString(1));
      Object[] values = new Object[3 + measures];
      values[0] = row.get(1);
      values[1] = row.get(2);
      values[2] = repeated;
      for (int k = 0; k < measures; k++) {
        values[3 + k] = row.get(row.length() - measures + k);
      }
      marked.add(RowFactory.create(values));
    }
    List<Chunk> chunks = new ArrayList<>();
    reader.chunks(0, marked.iterator()).forEachRemaining(chunks::add);
    return chunks;
  }

  /** On disk, because the blocks made of them will take the memory. */
  private static JavaRDD<Chunk> sorted(SetRows set, ChunkReader reader) {
    Dataset<Row> rows = set.many();
    Column[] order = {col("ordinal"), col("id"), col("voiceprint")};
    boolean repeated =
        !rows.where(col("id").isNotNull())
            .groupBy("id")
            .agg(count(lit(1)).as("times"))
            .where("times > 1")
            .isEmpty();
    Column again =
        repeated
            ? col("id")
                .isNotNull()
                .and(row_number().over(Window.partitionBy("id").orderBy(order)).gt(1))
            : lit(false);
    return rows.withColumn("repeated", again)
        .orderBy(order)
        .select("id", set.with("voiceprint", "repeated"))
        .javaRDD()
        .mapPartitionsWithIndex(reader::chunks, false)
        .persist(StorageLevel.DISK_ONLY());
  }

  private static List<Chunk.Head> heads(JavaRDD<Chunk> chunks) {
    List<Chunk.Head> heads = new ArrayList<>(chunks.map(Chunk::head).collect());
    heads.sort(Comparator.comparingLong(Chunk.Head::key));
    return heads;
  }

  private static List<ErrorDetail> faults(List<Chunk.Head> heads, String field) {
    List<ErrorDetail> faults = new ArrayList<>();
    long first = 0;
    for (Chunk.Head head : heads) {
      for (Chunk.BadRow bad : head.faults()) {
        if (faults.size() < MemberSet.MAX_FAULTS) {
          faults.add(located(bad, field, first + bad.row()));
        }
      }
      first += head.rows();
    }
    long more = first - heads.stream().mapToLong(Chunk.Head::members).sum() - faults.size();
    if (more > 0) {
      faults.add(
          ErrorDetail.of(
              Fault.SET_MORE_FAULTS,
              List.of(field),
              "%,d more voiceprints of the set have faults and are not listed.".formatted(more),
              Map.of("count", more)));
    }
    if (first == 0) {
      faults.add(
          ErrorDetail.of(
              Fault.SET_EMPTY, List.of(field), "Set " + field + " is empty: give it voiceprints."));
    }
    return faults;
  }

  private static ErrorDetail located(Chunk.BadRow bad, String field, long index) {
    Map<String, Object> context = new LinkedHashMap<>(bad.detail().context());
    if (bad.id() != null) {
      context.put("id", bad.id());
    }
    return new ErrorDetail(
        List.of(field, index), bad.detail().message(), bad.detail().type(), context);
  }

  private static int members(List<Chunk.Head> heads, String field) {
    long count = heads.stream().mapToLong(Chunk.Head::members).sum();
    if (count > Integer.MAX_VALUE) {
      throw new RequestException(
          RequestError.REQUEST_SIZE_LIMIT_EXCEEDED,
          Fault.SET_TOO_LARGE,
          List.of(field),
          "Set " + field + " has " + count + " voiceprints, over 2147483647: compare it in parts.");
    }
    return (int) count;
  }

  private static Map<Long, Integer> starts(List<Chunk.Head> heads) {
    Map<Long, Integer> starts = new HashMap<>();
    int start = 0;
    for (Chunk.Head head : heads) {
      starts.put(head.key(), start);
      start += head.members();
    }
    return starts;
  }

  /** Small sets are cut smaller, so that every core has some. */
  private int blockSize(int count) {
    int even = count / (spark.defaultParallelism() * PARTITIONS_A_CORE);
    return Integer.highestOneBit(Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, even)));
  }

  private JavaRDD<VoiceprintBlock> blocks(
      JavaRDD<Chunk> chunks, Map<Long, Integer> starts, int blockSize, int count) {
    JavaPairRDD<Integer, VoiceprintBlock> pieces =
        chunks.flatMapToPair(
            chunk -> BlockCutter.cut(chunk, starts.get(chunk.head().key()), blockSize));
    JavaRDD<VoiceprintBlock> blocks =
        pieces
            .repartitionAndSortWithinPartitions(
                new ByBlock(partitions(blockSize, count), blockSize))
            .values()
            .mapPartitions(parts -> BlockCutter.join(parts, blockSize))
            .persist(StorageLevel.MEMORY_AND_DISK());
    blocks.count();
    chunks.unpersist(true);
    return blocks;
  }

  private JavaRDD<VoiceprintBlock> blocks(
      List<Chunk> chunks, Map<Long, Integer> starts, int blockSize, int count) {
    List<VoiceprintBlock> pieces = new ArrayList<>();
    for (Chunk chunk : chunks) {
      BlockCutter.cut(chunk, starts.get(chunk.head().key()), blockSize)
          .forEachRemaining(piece -> pieces.add(piece._2()));
    }
    List<VoiceprintBlock> blocks = new ArrayList<>();
    BlockCutter.join(pieces.iterator(), blockSize).forEachRemaining(blocks::add);
    return spark
        .parallelize(blocks, partitions(blockSize, count))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private int partitions(int blockSize, int count) {
    int blocks = Math.max(1, (count + blockSize - 1) / blockSize);
    return Math.min(blocks, spark.defaultParallelism() * PARTITIONS_A_CORE);
  }
}
