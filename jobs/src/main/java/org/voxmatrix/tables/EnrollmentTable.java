package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Enrollments, accepted or not; profiles name those that they are made of. */
public final class EnrollmentTable {

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

  /** The accepted enrollments that profiles are made of, by id. */
  public Map<String, EnrollmentRow> of(Collection<ProfileRow> profiles) {
    Map<String, EnrollmentRow> found = new HashMap<>();
    Object[] profileIds =
        profiles.stream()
            .filter(profile -> !profile.enrollmentIds().isEmpty())
            .map(ProfileRow::profileId)
            .toArray();
    if (profileIds.length > 0) {
      Rows.forEach(
          warehouse.existing(VoxTable.ENROLLMENTS),
          and(equal("state", State.DONE.word()), in("profile_id", profileIds)),
          row -> found.put(row.getField("enrollment_id").toString(), EnrollmentRow.of(row)));
    }
    return found;
  }
}
