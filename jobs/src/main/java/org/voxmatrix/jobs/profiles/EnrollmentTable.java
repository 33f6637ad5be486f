package org.voxmatrix.jobs.profiles;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Enrollments, accepted or not; profiles name those that they are made of. */
public final class EnrollmentTable {

  private static final RowMapper<EnrollmentRow> ROWS =
      RowMapper.of(VoxTable.ENROLLMENTS, EnrollmentRow.class);

  private final RowTable<EnrollmentRow> rows;

  public EnrollmentTable(Warehouse warehouse) {
    this.rows = new RowTable<>(warehouse, ROWS);
  }

  /** Writes the enrollments of a wave; writing them again replaces them. */
  public void write(String runId, int wave, List<EnrollmentRow> made) {
    rows.overwriteWave(runId, wave, made);
  }

  /** The enrollments of a wave, in order. */
  public List<EnrollmentRow> of(String runId, int wave) {
    return rows.read(Rows.wave(runId, wave)).stream()
        .sorted(Comparator.comparingLong(EnrollmentRow::position))
        .toList();
  }

  /** The enrollment of that id. */
  public Optional<EnrollmentRow> find(String enrollmentId) {
    return rows.find(equal("enrollment_id", enrollmentId));
  }

  /** The accepted enrollments that profiles are made of, by id. */
  public Map<String, EnrollmentRow> of(Collection<ProfileRow> profiles) {
    Set<String> wanted = new HashSet<>();
    profiles.forEach(profile -> wanted.addAll(profile.enrollmentIds()));
    Map<String, EnrollmentRow> found = new HashMap<>();
    if (!wanted.isEmpty()) {
      rows.forEach(
          equal("state", State.DONE.word()),
          row -> {
            if (wanted.contains(row.enrollmentId())) {
              found.put(row.enrollmentId(), row);
            }
          });
    }
    return found;
  }
}
