package org.voxmatrix.jobs.compare.engine;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.tables.SparkRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Hits of comparisons, and the lists that waves leave until all are known. */
public final class HitTable {

  private HitTable() {}

  /**
   * Ranks the candidates of a run and keeps the best of each member as one wave of hits.
   *
   * @param k how many each member keeps
   * @param calibration of the scores; or null
   */
  public static void merge(
      SparkSession spark,
      Warehouse warehouse,
      String runId,
      int wave,
      int k,
      Calibration calibration) {
    SparkRows.overwrite(
        warehouse,
        VoxTable.HITS,
        Map.of("run_id", runId, "wave", wave),
        spark.sql(
            """
              WITH ranked AS (
                SELECT side, index, other, score,
                  row_number() OVER (PARTITION BY side, index ORDER BY score DESC, other) AS rank
                FROM %1$s WHERE run_id = '%3$s'
              ), pair AS (
                SELECT if(side = 'b', other, index) AS index_a, if(side = 'b', index, other) AS index_b,
                  max(score) AS score,
                  max(if(side = 'b', rank, NULL)) AS rank_in_a,
                  max(if(side = 'a', rank, NULL)) AS rank_in_b
                FROM ranked WHERE rank <= %5$d GROUP BY 1, 2
              )
              SELECT '%3$s' AS run_id, %4$d AS wave, a.id AS id_a, b.id AS id_b, pair.score,
                %6$s AS llr, pair.rank_in_a, pair.rank_in_b
              FROM pair
              JOIN %2$s a ON a.run_id = '%3$s' AND a.side = 'a' AND a.index = pair.index_a
              JOIN %2$s b ON b.run_id = '%3$s' AND b.side = 'b' AND b.index = pair.index_b
              """
                .formatted(
                    VoxTable.HIT_CANDIDATES.sqlName(),
                    VoxTable.SET_MEMBERS.sqlName(),
                    runId,
                    wave,
                    k,
                    ratio(calibration))));
  }

  private static String ratio(Calibration calibration) {
    return calibration == null
        ? "CAST(NULL AS DOUBLE)"
        : "%sD * greatest(%sD, least(%sD, pair.score)) + %sD"
            .formatted(
                calibration.slope(),
                calibration.lowest(),
                calibration.highest(),
                calibration.offset());
  }
}
