package org.voxmatrix.jobs.verify;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voxmatrix.identity.Json;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Whether recordings are of the profiles that they claim to be. */
public record VerificationTable(Warehouse warehouse) {

  private static final RowMapper<VerificationRow> ROWS =
      RowMapper.of(VoxTable.VERIFICATIONS, VerificationRow.class);

  /** Writes the verifications of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<VerificationRow> rows) {
    new RowTable<>(warehouse, ROWS).overwriteWave(runId, wave, rows);
  }

  /** The service's answer. */
  public Optional<JsonNode> answer(String operationId) {
    return new RowTable<>(warehouse, ROWS)
        .find(equal("operation_id", operationId))
        .map(VerificationTable::answer);
  }

  /** What the service has no word for is there only where it is so. */
  private static JsonNode answer(VerificationRow row) {
    ObjectNode answer =
        Json.mapper()
            .createObjectNode()
            .put("recognitionResult", row.recognitionResult().word())
            .put("score", row.score());
    return Boolean.TRUE.equals(row.replaySuspected())
        ? answer.put("replaySuspected", true)
        : answer;
  }

  /** Claims of a run that are a copy of an enrollment. */
  long replays(String runId) {
    return new RowTable<>(warehouse, ROWS)
        .count(and(equal("run_id", runId), equal("replay_suspected", true)));
  }

  /** Claims of a run that were accepted. */
  long accepted(String runId) {
    return new RowTable<>(warehouse, ROWS)
        .count(
            and(
                equal("run_id", runId),
                equal("recognition_result", VerificationRow.Recognition.ACCEPT.word())));
  }
}
