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
import org.apache.iceberg.types.Types;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Enrollments, accepted or not; profiles name those that they are made of. */
public final class EnrollmentTable {

  /** What is needed to go on from an enrollment. */
  private static final List<String> COLUMNS =
      VoxTable.ENROLLMENTS.schema().columns().stream()
          .map(Types.NestedField::name)
          .filter(name -> !name.equals("document"))
          .toList();

  private final Warehouse warehouse;

  public EnrollmentTable(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Writes the enrollments of a wave; writing them again replaces them. */
  public void write(String runId, int wave, List<EnrollmentRow> rows) {
    Rows.overwriteWave(
        warehouse.table(VoxTable.ENROLLMENTS),
        runId,
        wave,
        rows.stream().map(EnrollmentRow::toRecord).toList());
  }

  /** The enrollments of a wave, in order. */
  public List<EnrollmentRow> of(String runId, int wave) {
    return Rows.read(warehouse.existing(VoxTable.ENROLLMENTS), Rows.wave(runId, wave)).stream()
        .map(EnrollmentRow::of)
        .sorted(Comparator.comparingLong(EnrollmentRow::position))
        .toList();
  }

  /** The enrollment of that id. */
  public Optional<EnrollmentRow> find(String enrollmentId) {
    return Rows.read(warehouse.existing(VoxTable.ENROLLMENTS), equal("enrollment_id", enrollmentId))
        .stream()
        .map(EnrollmentRow::of)
        .findFirst();
  }

  /** The accepted enrollments that profiles are made of, by id; without their documents. */
  public Map<String, EnrollmentRow> of(Collection<ProfileRow> profiles) {
    Set<String> wanted = new HashSet<>();
    profiles.forEach(profile -> wanted.addAll(profile.enrollmentIds()));
    Map<String, EnrollmentRow> found = new HashMap<>();
    if (!wanted.isEmpty()) {
      Rows.forEach(
          warehouse.existing(VoxTable.ENROLLMENTS),
          equal("state", State.DONE.word()),
          COLUMNS,
          row -> {
            String id = row.getField("enrollment_id").toString();
            if (wanted.contains(id)) {
              found.put(id, EnrollmentRow.of(row));
            }
          });
    }
    return found;
  }
}
