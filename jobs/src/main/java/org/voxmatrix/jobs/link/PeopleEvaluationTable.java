package org.voxmatrix.jobs.link;

import static org.apache.iceberg.expressions.Expressions.equal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voxmatrix.identity.Json;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** How well people fit labels; names no person. */
public record PeopleEvaluationTable(Warehouse warehouse) {

  private static final RowMapper<PeopleEvaluation> ROWS =
      RowMapper.of(VoxTable.PEOPLE_EVALUATIONS, PeopleEvaluation.class);

  void write(String runId, PeopleEvaluation row) {
    new RowTable<>(warehouse, ROWS).overwriteWave(runId, LinkJob.WAVE, List.of(row));
  }

  /** The evaluation of a run. */
  public Optional<PeopleEvaluation> of(String runId) {
    return new RowTable<>(warehouse, ROWS).find(equal("run_id", runId));
  }

  /** An evaluation as JSON, by the names of the columns. */
  public Optional<ObjectNode> document(String runId) {
    return of(runId)
        .map(
            row -> {
              ObjectNode document = Json.mapper().createObjectNode().put("run_id", runId);
              document.setAll(Json.mapper().<ObjectNode>valueToTree(row));
              return document.put("evaluated_at", row.evaluatedAt().toString());
            });
  }
}
