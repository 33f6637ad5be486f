package org.voxmatrix.jobs.link;

import static org.apache.spark.sql.functions.col;

import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.link.cluster.Components;
import org.voxmatrix.jobs.link.cluster.Edge;
import org.voxmatrix.jobs.link.cluster.Parts;
import org.voxmatrix.jobs.link.cluster.SpanningForest;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.tables.VoxTable;

/** The hits of a comparison of a set with itself, as a graph of its members. */
record Hits(SparkSession spark, String runId) {

  private static final StructType PLACES =
      new StructType().add("id", DataTypes.StringType).add("place", DataTypes.IntegerType);

  /**
   * The connected components. Of each partition of the hits only its best spanning forest is looked
   * at, hit by hit: here nothing is kept but a few bytes for each member.
   *
   * @param most members of a component
   */
  Parts components(MemberSet set, int most) {
    Components components = new Components(set.count(), most);
    JavaRDD<Edge> forests =
        edges(set).mapPartitions(SpanningForest::of).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int partitions = spark.sparkContext().defaultParallelism();
      Iterator<Edge> best = forests.sortBy(edge -> edge, true, partitions).toLocalIterator();
      best.forEachRemaining(components::add);
    } finally {
      forests.unpersist(true);
    }
    return components.parts();
  }

  private JavaRDD<Edge> edges(MemberSet set) {
    Dataset<Row> places =
        spark.createDataFrame(set.blocks().flatMap(block -> places(block).iterator()), PLACES);
    return spark
        .table(VoxTable.HITS.sqlName())
        .where(col("run_id").equalTo(runId))
        .select("id_a", "id_b", "score")
        .join(places.toDF("id_a", "place_a"), "id_a")
        .join(places.toDF("id_b", "place_b"), "id_b")
        .select("place_a", "place_b", "score")
        .javaRDD()
        .map(
            row ->
                new Edge(
                    Math.min(row.getInt(0), row.getInt(1)),
                    Math.max(row.getInt(0), row.getInt(1)),
                    row.getDouble(2)));
  }

  private static Stream<Row> places(VoiceprintBlock block) {
    return IntStream.range(0, block.count())
        .mapToObj(i -> RowFactory.create(block.id(i), block.start() + i));
  }
}
