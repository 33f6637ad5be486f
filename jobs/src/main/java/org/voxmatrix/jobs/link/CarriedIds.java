package org.voxmatrix.jobs.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.tables.VoxTable;

/**
 * Ids of people. Those of a former run keep theirs: the two that share most voiceprints go together
 * first, of several those whose former id, then whose first voiceprint, comes first; nobody twice.
 */
record CarriedIds(SparkSession spark, String runId, LinkRow former) {

  private static final StructType CARRIED =
      new StructType()
          .add("carried_person", DataTypes.IntegerType)
          .add("carried_id", DataTypes.StringType);

  /**
   * Voiceprints with {@code former_person_id}: null for those that the former run did not have.
   *
   * @param members with {@code id}
   */
  Dataset<Row> withFormers(Dataset<Row> members) {
    return former == null
        ? members.withColumn("former_person_id", lit(null).cast("string"))
        : members.join(formerMembers(), col("id").equalTo(col("former_voiceprint")), "left_outer");
  }

  private Dataset<Row> formerMembers() {
    return spark
        .table(VoxTable.PEOPLE_MEMBERS.sqlName())
        .where(col("run_id").equalTo(former.runId()))
        .select(col("id").as("former_voiceprint"), col("person_id").as("former_person_id"));
  }

  /**
   * An id for each person: {@code person}, {@code person_id}, and whether it is {@code carried}.
   *
   * @param assigned {@code id}, {@code index} and {@code person} of each voiceprint
   */
  Dataset<Row> of(Dataset<Row> assigned) {
    String run = runId;
    UDF1<Integer, String> anew = person -> anew(run, person);
    return assigned
        .where(col("index").equalTo(col("person")))
        .select("person")
        .join(carried(assigned), col("person").equalTo(col("carried_person")), "left_outer")
        .select(
            col("person"),
            coalesce(col("carried_id"), udf(anew, DataTypes.StringType).apply(col("person")))
                .as("person_id"),
            col("carried_id").isNotNull().as("carried"));
  }

  private static String anew(String runId, int person) {
    byte[] name = (runId + "/person/" + person).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }

  private Dataset<Row> carried(Dataset<Row> assigned) {
    if (former == null) {
      return spark.createDataFrame(List.of(), CARRIED);
    }
    Dataset<Row> shared =
        assigned
            .join(formerMembers(), col("id").equalTo(col("former_voiceprint")))
            .groupBy("person", "former_person_id")
            .agg(count(lit(1)).as("shared"))
            .withColumn("formers", count(lit(1)).over(Window.partitionBy("person")))
            .withColumn("heirs", count(lit(1)).over(Window.partitionBy("former_person_id")));
    // Most people are whom they were; the others alone have to be looked at together.
    Dataset<Row> same = shared.where("formers = 1 AND heirs = 1");
    List<Row> open =
        shared
            .where("formers > 1 OR heirs > 1")
            .orderBy(col("shared").desc(), col("former_person_id"), col("person"))
            .select("person", "former_person_id")
            .collectAsList();
    return same.select("person", "former_person_id")
        .toDF("carried_person", "carried_id")
        .union(spark.createDataFrame(matched(open), CARRIED));
  }

  private static List<Row> matched(List<Row> bestFirst) {
    Set<Integer> people = new HashSet<>();
    Set<String> formers = new HashSet<>();
    List<Row> matched = new ArrayList<>();
    for (Row pair : bestFirst) {
      if (!people.contains(pair.getInt(0)) && formers.add(pair.getString(1))) {
        people.add(pair.getInt(0));
        matched.add(RowFactory.create(pair.getInt(0), pair.getString(1)));
      }
    }
    return matched;
  }
}
