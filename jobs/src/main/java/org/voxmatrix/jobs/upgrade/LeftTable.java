package org.voxmatrix.jobs.upgrade;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.error.Fault;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.SparkRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** What upgrades could not bring along: one list for each run, of all that is left at its end. */
public record LeftTable(Warehouse warehouse) {

  private static final RowMapper<LeftRow> ROWS = RowMapper.of(VoxTable.UPGRADE_LEFT, LeftRow.class);

  private static final StructType SCHEMA =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("recording_id", DataTypes.StringType)
          .add("profile_id", DataTypes.StringType)
          .add("uri", DataTypes.StringType)
          .add("fault", DataTypes.StringType);

  private static final String RECORDINGS =
      """
      SELECT '%1$s' AS run_id, '%2$s' AS kind, m.recording_id, cast(NULL AS string) AS profile_id,
        m.uri, coalesce(t.fault, if(m.uri IS NULL, '%3$s', '%4$s')) AS fault
      FROM vox_upgrade_left m
      LEFT JOIN (
        SELECT item_id, max(fault) AS fault FROM %5$s WHERE run_id IN (%6$s) GROUP BY item_id
      ) t ON t.item_id = m.recording_id
      ORDER BY m.recording_id
      """;

  /** What a run left. */
  public List<LeftRow> of(String runId) {
    return new RowTable<>(warehouse, ROWS).read(equal("run_id", runId));
  }

  /**
   * Writes the list of a run, in place of an earlier one.
   *
   * @param extractions runs in which recordings were extracted again
   * @param profiles what is left of these
   */
  void write(
      String runId,
      Corpus corpus,
      List<String> extractions,
      List<LeftRow> profiles,
      SparkSession spark) {
    corpus.missing().createOrReplaceTempView("vox_upgrade_left");
    String runs =
        extractions.isEmpty()
            ? "''"
            : extractions.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    Dataset<Row> recordings =
        spark.sql(
            RECORDINGS.formatted(
                runId,
                LeftRow.Kind.RECORDING.word(),
                Fault.AUDIO_NOT_KEPT.type(),
                Fault.INTERNAL.type(),
                VoxTable.TASKS.sqlName(),
                runs));
    List<Row> others =
        profiles.stream()
            .map(
                row ->
                    RowFactory.create(
                        runId,
                        row.kind().word(),
                        row.recordingId(),
                        row.profileId(),
                        row.uri(),
                        row.fault()))
            .toList();
    SparkRows.overwrite(
        warehouse,
        VoxTable.UPGRADE_LEFT,
        Map.of("run_id", runId),
        recordings.union(spark.createDataFrame(others, SCHEMA)).coalesce(1));
  }
}
