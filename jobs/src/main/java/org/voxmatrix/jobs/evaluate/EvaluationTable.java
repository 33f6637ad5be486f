package org.voxmatrix.jobs.evaluate;

import static org.apache.iceberg.expressions.Expressions.equal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.metric.MetricDocument;
import org.voxmatrix.jobs.evaluate.metric.MetricTable;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Evaluations and their points; these name no person. */
public record EvaluationTable(Warehouse warehouse) {

  private static final RowMapper<Evaluation> EVALUATIONS =
      RowMapper.of(VoxTable.EVALUATIONS, Evaluation.class);
  private static final RowMapper<EvaluationPoint> POINTS =
      RowMapper.of(VoxTable.EVALUATION_POINTS, EvaluationPoint.class);

  /** Writes an evaluation; writing it again replaces it. */
  void write(String runId, Evaluation evaluation, List<EvaluationPoint> points) {
    new RowTable<>(warehouse, POINTS).overwriteWave(runId, EvaluateJob.WAVE, points);
    new RowTable<>(warehouse, EVALUATIONS)
        .overwriteWave(runId, EvaluateJob.WAVE, List.of(evaluation));
  }

  /** The evaluation of a run. */
  public Optional<Evaluation> of(String runId) {
    return new RowTable<>(warehouse, EVALUATIONS).find(equal("run_id", runId));
  }

  /** The points of a run, in the order in which they were written. */
  public List<EvaluationPoint> points(String runId) {
    return new RowTable<>(warehouse, POINTS).read(equal("run_id", runId));
  }

  /** An evaluation as JSON, by the names of the tables' columns. */
  public Optional<ObjectNode> document(String runId) {
    return of(runId)
        .map(
            evaluation -> {
              ObjectNode document = Json.mapper().createObjectNode().put("run_id", runId);
              document.setAll(Json.mapper().<ObjectNode>valueToTree(evaluation));
              document.put("evaluated_at", evaluation.evaluatedAt().toString());
              ArrayNode points = document.putArray("points");
              for (EvaluationPoint point : points(runId)) {
                ObjectNode node = Json.mapper().valueToTree(point);
                points.add(node.put("kind", point.kind().word()));
              }
              MetricDocument.add(document, new MetricTable(warehouse).of(runId).all());
              EvidenceTable evidence = new EvidenceTable(warehouse);
              for (WorstError.Kind kind : WorstError.Kind.values()) {
                ArrayNode errors = document.putArray("worst_" + kind.plural());
                evidence.errors(runId).stream()
                    .filter(error -> error.kind() == kind)
                    .forEach(error -> errors.add(Json.mapper().<ObjectNode>valueToTree(error)));
              }
              return document;
            });
  }
}
