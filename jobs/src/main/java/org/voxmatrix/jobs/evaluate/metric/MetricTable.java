package org.voxmatrix.jobs.evaluate.metric;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.List;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Metrics of evaluations with their intervals; these name no person. */
public record MetricTable(Warehouse warehouse) {

  private static final RowMapper<MeasuredMetric> METRICS =
      RowMapper.of(VoxTable.EVALUATION_METRICS, MeasuredMetric.class);

  /** Writes what an evaluation measured; writing it again replaces it. */
  public void write(String runId, int wave, List<MeasuredMetric> metrics) {
    new RowTable<>(warehouse, METRICS).overwriteWave(runId, wave, metrics);
  }

  /**
   * In the order in which they were written: those of all trials first; empty for an evaluation of
   * an earlier version.
   */
  public Metrics of(String runId) {
    return new Metrics(new RowTable<>(warehouse, METRICS).read(equal("run_id", runId)));
  }
}
