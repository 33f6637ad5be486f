package org.voxmatrix.jobs.evaluate.versus;

import static org.apache.iceberg.expressions.Expressions.equal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voxmatrix.identity.Json;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Differences between systems; these name no person. */
public record DifferenceTable(Warehouse warehouse) {

  private static final RowMapper<MetricDifference> ROWS =
      RowMapper.of(VoxTable.EVALUATION_DIFFERENCES, MetricDifference.class);

  void write(String runId, List<MetricDifference> rows) {
    new RowTable<>(warehouse, ROWS).overwriteWave(runId, VersusJob.WAVE, rows);
  }

  /**
   * The differences of a run, in the order in which they were written; empty if it is of another
   * kind.
   */
  public List<MetricDifference> of(String runId) {
    return new RowTable<>(warehouse, ROWS).read(equal("run_id", runId));
  }

  /** An evaluation as JSON, by the names of the columns. */
  public Optional<ObjectNode> document(String runId) {
    List<MetricDifference> rows = of(runId);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    MetricDifference first = rows.get(0);
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("run_id", runId)
            .put("targets", first.targets())
            .put("non_targets", first.nonTargets())
            .put("speakers", first.speakers())
            .put("only_first", first.onlyFirst())
            .put("only_second", first.onlySecond())
            .put("missing", first.missing())
            .put("evaluated_at", first.evaluatedAt().toString());
    ArrayNode differences = document.putArray("differences");
    for (MetricDifference row : rows) {
      ObjectNode node = Json.mapper().createObjectNode().put("metric", row.metric().word());
      node.setAll(Json.mapper().<ObjectNode>valueToTree(row));
      differences.add(node.put("method", row.method() == null ? null : row.method().word()));
    }
    return Optional.of(document);
  }
}
