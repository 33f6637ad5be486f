package org.voxmatrix.jobs.evaluate.openset;

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

/** Open-set evaluations; these name no person. */
public record OpenSetTable(Warehouse warehouse) {

  private static final RowMapper<OpenSetPoint> ROWS =
      RowMapper.of(VoxTable.OPEN_SET_POINTS, OpenSetPoint.class);

  void write(String runId, List<OpenSetPoint> points) {
    new RowTable<>(warehouse, ROWS).overwriteWave(runId, OpenSetJob.WAVE, points);
  }

  /**
   * The points of a run, in the order in which they were written; empty if it is of another kind.
   */
  public List<OpenSetPoint> points(String runId) {
    return new RowTable<>(warehouse, ROWS).read(equal("run_id", runId));
  }

  /** An evaluation as JSON, by the names of the columns. */
  public Optional<ObjectNode> document(String runId) {
    List<OpenSetPoint> points = points(runId);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    OpenSetPoint first = points.get(0);
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("run_id", runId)
            .put("people", first.people())
            .put("known", first.known())
            .put("strangers", first.strangers())
            .put("left_out", first.leftOut())
            .put("evaluated_at", first.evaluatedAt().toString());
    ArrayNode all = document.putArray("points");
    for (OpenSetPoint point : points) {
      ObjectNode node = Json.mapper().valueToTree(point);
      all.add(node.put("kind", point.kind().word()));
    }
    return Optional.of(document);
  }
}
