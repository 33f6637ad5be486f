package org.voxmatrix.jobs.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.link.cluster.LinkedBridge;
import org.voxmatrix.jobs.link.cluster.LinkedVoice;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.SparkRows;
import org.voxmatrix.tables.VoxTable;

/** Writes the people of a run: tables {@code people}, their members and bridges. */
final class PeopleTables {

  private static final StructType VOICES =
      new StructType()
          .add("index", DataTypes.IntegerType)
          .add("id", DataTypes.StringType)
          .add("person", DataTypes.IntegerType)
          .add("copy_of", DataTypes.StringType)
          .add("mean_score", DataTypes.DoubleType)
          .add("medoid", DataTypes.BooleanType)
          .add("lowest", DataTypes.DoubleType)
          .add("mean", DataTypes.DoubleType)
          .add("cut", DataTypes.BooleanType);

  private static final StructType BRIDGES =
      new StructType()
          .add("id_a", DataTypes.StringType)
          .add("id_b", DataTypes.StringType)
          .add("score", DataTypes.DoubleType)
          .add("a", DataTypes.IntegerType)
          .add("b", DataTypes.IntegerType)
          .add("voiceprints", DataTypes.IntegerType);

  private final JobContext context;
  private final Run run;
  private final CarriedIds carried;

  /**
   * @param former null if nobody is to keep an id
   */
  PeopleTables(JobContext context, Run run, LinkRow former) {
    this.context = context;
    this.run = run;
    this.carried = new CarriedIds(context.spark(), run.id(), former);
  }

  /**
   * Writes them; writing them again replaces them.
   *
   * @param known what is known of each voiceprint: {@code id}, {@code recording_id}, {@code label}
   * @return what there is, counted
   */
  LinkCounts write(JavaRDD<LinkedVoice> voices, JavaRDD<LinkedBridge> bridges, Dataset<Row> known) {
    Dataset<Row> assigned =
        context
            .spark()
            .createDataFrame(voices.map(PeopleTables::row), VOICES)
            .join(known.select("id", "recording_id", "label"), "id")
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> ids = carried.of(assigned).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> members =
        carried.withFormers(assigned.join(ids, "person")).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> people = people(members);
      Dataset<Row> named = named(bridges, ids);
      write(VoxTable.PEOPLE_MEMBERS, members);
      write(VoxTable.PEOPLE, people);
      write(VoxTable.PEOPLE_BRIDGES, named);
      return LinkCounts.of(members, people, ids, named);
    } finally {
      members.unpersist(true);
      ids.unpersist(true);
      assigned.unpersist(true);
    }
  }

  private static Row row(LinkedVoice voice) {
    return RowFactory.create(
        voice.index(),
        voice.id(),
        voice.person(),
        voice.copyOf(),
        voice.score(),
        voice.medoid(),
        voice.lowest(),
        voice.mean(),
        voice.cut());
  }

  private static Dataset<Row> people(Dataset<Row> members) {
    return members
        .groupBy("person_id", "carried")
        .agg(
            min(when(col("medoid"), col("id"))).as("medoid_id"),
            count(lit(1)).as("voiceprints"),
            count_distinct(when(col("copy_of").isNull(), col("recording_id"))).as("recordings"),
            count(col("copy_of")).as("copies"),
            count_distinct(col("label")).as("labels"),
            min("label").as("first_label"),
            max("lowest").as("lowest_score"),
            max("mean").as("mean_score"),
            max("cut").as("cut"))
        .withColumn("label", when(col("labels").equalTo(1), col("first_label")))
        .withColumnRenamed("carried", "carried_over");
  }

  private Dataset<Row> named(JavaRDD<LinkedBridge> bridges, Dataset<Row> ids) {
    return context
        .spark()
        .createDataFrame(
            bridges.map(
                one ->
                    RowFactory.create(
                        one.idA(),
                        one.idB(),
                        one.score(),
                        one.personA(),
                        one.personB(),
                        one.voiceprints())),
            BRIDGES)
        .join(ids.select("person", "person_id").toDF("a", "person_a"), "a")
        .join(
            ids.select("person", "person_id").toDF("of_b", "person_b"),
            col("b").equalTo(col("of_b")),
            "left_outer")
        .withColumn("kind", when(col("b").isNull(), "voiceprint").otherwise("pair"));
  }

  private void write(VoxTable table, Dataset<Row> rows) {
    CrashPoint.reach("link.before-" + table.tableName(), LinkJob.WAVE);
    run.checkLease();
    Dataset<Row> own =
        rows.withColumn("run_id", lit(run.id())).withColumn("wave", lit(LinkJob.WAVE));
    List<String> columns = table.columnNames();
    SparkRows.overwrite(
        context.warehouse(),
        table,
        Map.of("run_id", run.id(), "wave", LinkJob.WAVE),
        own.select(columns.stream().map(own::col).toArray(Column[]::new)));
  }
}
