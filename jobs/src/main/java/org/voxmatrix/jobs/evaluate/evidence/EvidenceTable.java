package org.voxmatrix.jobs.evaluate.evidence;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.StoredRow;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** What evaluations keep for their reports, and which reports were written. */
public record EvidenceTable(Warehouse warehouse) {

  private static final RowMapper<ScoreCount> SCORES =
      RowMapper.of(VoxTable.EVALUATION_SCORES, ScoreCount.class);
  private static final RowMapper<WorstError> ERRORS =
      RowMapper.of(VoxTable.EVALUATION_ERRORS, WorstError.class);
  private static final RowMapper<WrittenReport> REPORTS =
      RowMapper.of(VoxTable.EVALUATION_REPORTS, WrittenReport.class);

  /** Writes what an evaluation keeps; writing it again replaces it. */
  public void write(String runId, int wave, List<ScoreCount> scores, List<WorstError> errors) {
    new RowTable<>(warehouse, SCORES).overwriteWave(runId, wave, scores);
    new RowTable<>(warehouse, ERRORS).overwriteWave(runId, wave, errors);
  }

  /** By score; empty for an evaluation of an earlier version. */
  public List<ScoreCount> scores(String runId) {
    return new RowTable<>(warehouse, SCORES)
        .read(equal("run_id", runId)).stream()
            .sorted(Comparator.comparingDouble(ScoreCount::score))
            .toList();
  }

  /** The worst first, misses before false alarms; without those of the erased. */
  public List<WorstError> errors(String runId) {
    return new RowTable<>(warehouse, ERRORS)
        .read(equal("run_id", runId)).stream()
            .sorted(Comparator.comparing(WorstError::kind).thenComparing(WorstError::place))
            .toList();
  }

  /** Which channel of which recording a voiceprint was made of. */
  public record Voice(String uri, int channel) {}

  /** Of voiceprints in the tables, by their ids. */
  public Map<String, Voice> voices(Set<String> ids) {
    Map<String, Voice> voices = new HashMap<>();
    StoredRow.forEach(
        warehouse,
        VoxTable.VOICEPRINTS,
        in("id", ids.toArray()),
        List.of("id", "uri", "channel_number"),
        row -> {
          if (row.string("uri") != null && ids.contains(row.string("id"))) {
            voices.put(
                row.string("id"), new Voice(row.string("uri"), row.integer("channel_number")));
          }
        });
    return voices;
  }

  /** Notes that a report was written. */
  public void note(WrittenReport report) {
    new RowTable<>(warehouse, REPORTS).append(List.of(report));
  }

  /** Reports that hold ids or audio, the newest first; each file once. */
  public List<WrittenReport> personalReports() {
    return new RowTable<>(warehouse, REPORTS)
        .read(alwaysTrue()).stream()
            .filter(WrittenReport::personal)
            .sorted(Comparator.comparing(WrittenReport::writtenAt).reversed())
            .toList();
  }
}
