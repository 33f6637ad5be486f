package org.voxmatrix.jobs.nights;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.tables.SparkRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Which recordings each night has, which nights are finished, and who was heard in them. */
record NightTables(SparkSession spark, Warehouse warehouse) {

  /** What is usual is so of the last month. */
  private static final int USUAL = 30;

  /** How many recordings a night has. */
  long count(LocalDate night) {
    return recordings(night).count();
  }

  /** How many recordings a night has in the mean, of the last thirty up to this one. */
  double usualCount(LocalDate night) {
    return table(VoxTable.NIGHT_RECORDINGS)
        .where(col("night").leq(date(night)))
        .groupBy("night")
        .count()
        .sort(col("night").desc())
        .limit(USUAL)
        .agg(avg("count"))
        .first()
        .getDouble(0);
  }

  /** The identifications of the last thirty nights before this one. */
  List<String> earlier(LocalDate night) {
    return table(VoxTable.NIGHTS)
        .where(col("night").lt(date(night)))
        .sort(col("night").desc())
        .limit(USUAL)
        .select("run_id")
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** The recordings of a night: {@code recording_id}, {@code uri}, {@code size}. */
  Dataset<Row> recordings(LocalDate night) {
    return table(VoxTable.NIGHT_RECORDINGS)
        .where(is(night))
        .select("recording_id", "uri", "size")
        .sort("recording_id");
  }

  /** Nights that have recordings and are not finished, oldest first. */
  List<LocalDate> unfinished() {
    return table(VoxTable.NIGHT_RECORDINGS)
        .select("night")
        .distinct()
        .join(table(VoxTable.NIGHTS), "night", "left_anti")
        .sort("night")
        .as(Encoders.LOCALDATE())
        .collectAsList();
  }

  /** Those recordings of a list that no night has had and that may be looked at. */
  Dataset<Row> fresh(Dataset<Row> listed, Suppressions suppressed) {
    return listed
        .select(
            col("recording_id"),
            col("uri"),
            coalesce(col("size").cast("bigint"), lit(-1L)).as("size"))
        .except(table(VoxTable.NIGHT_RECORDINGS).select("recording_id", "uri", "size"))
        .filter(
            (FilterFunction<Row>)
                row -> !suppressed.contains(Suppressions.Kind.RECORDING, row.getString(0)));
  }

  /** Gives a night its recordings. */
  void freeze(LocalDate night, Dataset<Row> recordings) {
    overwrite(
        night,
        recordings.select(date(night).as("night"), col("recording_id"), col("uri"), col("size")),
        VoxTable.NIGHT_RECORDINGS);
  }

  /** Says that a night is, from now on, to be done. */
  void begin(LocalDate night) {
    overwrite(night, table(VoxTable.NIGHTS).limit(0), VoxTable.NIGHTS);
  }

  /** Says that a night is done. */
  void finish(LocalDate night, String runId) {
    overwrite(
        night,
        spark.sql(
            "SELECT DATE '%s' AS night, '%s' AS run_id, current_timestamp() AS finished_at"
                .formatted(night, runId)),
        VoxTable.NIGHTS);
  }

  /**
   * Writes who was heard. Alerts of an earlier time stay where the recording could not be compared
   * this time.
   */
  void alert(LocalDate night, String identification) {
    overwrite(
        night,
        spark.sql(
            """
            SELECT DATE '%1$s' AS night, i.run_id, i.operation_id, i.recording_id, n.uri,
              i.channel_number, i.identified_profile_id AS profile_id, i.score, i.confidence,
              i.speaker_number
            FROM %2$s i JOIN %3$s n ON n.recording_id = i.recording_id AND n.night = DATE '%1$s'
            WHERE i.run_id = '%6$s' AND i.identified_profile_id <> '%7$s'
            UNION ALL
            SELECT a.* FROM %4$s a
            LEFT ANTI JOIN %5$s t
              ON t.run_id = '%6$s' AND t.state = '%8$s' AND t.item_id = a.recording_id
            WHERE a.night = DATE '%1$s'
            ORDER BY score DESC
            """
                .formatted(
                    night,
                    VoxTable.IDENTIFICATIONS.sqlName(),
                    VoxTable.NIGHT_RECORDINGS.sqlName(),
                    VoxTable.ALERTS.sqlName(),
                    VoxTable.TASKS.sqlName(),
                    identification,
                    ProfileId.NOBODY,
                    State.DONE.word())),
        VoxTable.ALERTS);
  }

  /** How many alerts a night gave. */
  long alerts(LocalDate night) {
    return table(VoxTable.ALERTS).where(is(night)).count();
  }

  private Dataset<Row> table(VoxTable table) {
    return spark.table(table.sqlName());
  }

  private void overwrite(LocalDate night, Dataset<Row> rows, VoxTable table) {
    SparkRows.overwrite(warehouse, table, Map.of("night", night.toString()), rows.coalesce(1));
  }

  private static Column is(LocalDate night) {
    return col("night").equalTo(date(night));
  }

  private static Column date(LocalDate night) {
    return lit(night.toString()).cast("date");
  }
}
