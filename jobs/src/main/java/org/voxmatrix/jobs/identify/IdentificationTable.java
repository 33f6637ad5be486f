package org.voxmatrix.jobs.identify;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.notEqual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Who speaks in recordings. */
public record IdentificationTable(Warehouse warehouse) {

  private static final RowMapper<IdentificationRow> ROWS =
      RowMapper.of(VoxTable.IDENTIFICATIONS, IdentificationRow.class);

  /** Writes the identifications of a wave; writing them again replaces them. */
  void write(String runId, int wave, List<IdentificationRow> rows) {
    new RowTable<>(warehouse, ROWS).overwriteWave(runId, wave, rows);
  }

  /** The service's answer; of a recording with several channels, the one with the best score. */
  public Optional<JsonNode> answer(String operationId) {
    return new RowTable<>(warehouse, ROWS)
        .read(equal("operation_id", operationId)).stream()
            .min(
                comparing(IdentificationRow::score, reverseOrder())
                    .thenComparing(IdentificationRow::channelNumber))
            .map(IdentificationTable::answer);
  }

  private static JsonNode answer(IdentificationRow row) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer
        .put("identifiedProfileId", row.identifiedProfileId())
        .put("confidence", row.confidence());
    ArrayNode ranking = answer.putArray("profilesRanking");
    row.profilesRanking()
        .forEach(
            ranked ->
                ranking
                    .addObject()
                    .put("profileId", ranked.profileId())
                    .put("score", ranked.score()));
    return answer;
  }

  /** One of a run's rows, which all have its threshold. */
  Optional<IdentificationRow> any(String runId) {
    return new RowTable<>(warehouse, ROWS).find(equal("run_id", runId));
  }

  /** Channels of a run's recordings that are of a profile. */
  long identified(String runId) {
    return new RowTable<>(warehouse, ROWS)
        .count(and(equal("run_id", runId), notEqual("identified_profile_id", ProfileId.NOBODY)));
  }
}
