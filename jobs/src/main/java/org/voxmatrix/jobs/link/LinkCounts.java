package org.voxmatrix.jobs.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many of each there are.
 *
 * @param people numbers of people, in the order of {@link #of}
 */
record LinkCounts(Row people, Row members, Row changes, long labelsOfSeveral, long bridges) {

  /** Counts what was written. */
  static LinkCounts of(
      Dataset<Row> members, Dataset<Row> people, Dataset<Row> ids, Dataset<Row> bridges) {
    Row ofPeople =
        people
            .agg(
                count(lit(1)),
                number(col("voiceprints").equalTo(1)),
                max("voiceprints"),
                number(col("cut")),
                number(col("labels").equalTo(1)),
                number(col("labels").gt(1)),
                number(col("carried_over")))
            .first();
    Row ofMembers = members.agg(count(lit(1)), count("label"), count("copy_of")).first();
    Column alive = col("living").isNotNull();
    Row changes =
        members
            .where("former_person_id <> person_id")
            .join(
                ids.where("carried").select(col("person_id").as("living")),
                col("former_person_id").equalTo(col("living")),
                "left_outer")
            .agg(
                count_distinct(when(alive, null).otherwise(col("former_person_id"))),
                count_distinct(when(alive, col("person_id"))))
            .first();
    long several =
        members
            .where("label IS NOT NULL")
            .groupBy("label")
            .agg(count_distinct(col("person_id")).as("people"))
            .where("people > 1")
            .count();
    return new LinkCounts(ofPeople, ofMembers, changes, several, bridges.count());
  }

  private static Column number(Column condition) {
    return count(when(condition, 1));
  }

  /** The row of a run. */
  LinkRow row(String runId, LinkSettings settings, LinkInput input, long unknownLabels) {
    return new LinkRow(
        runId,
        input.model().name(),
        input.model().fingerprintHex(),
        input.scoreKind(),
        settings.linkage(),
        settings.threshold(),
        settings.maxSize(),
        members.getLong(0),
        people.getLong(0),
        people.getLong(1),
        people.getLong(2),
        members.getLong(2),
        bridges,
        people.getLong(3),
        members.getLong(1),
        unknownLabels,
        people.getLong(4),
        people.getLong(5),
        labelsOfSeveral,
        input.former() == null ? null : input.former().runId(),
        people.getLong(6),
        changes.getLong(0),
        changes.getLong(1),
        Instant.now());
  }
}
