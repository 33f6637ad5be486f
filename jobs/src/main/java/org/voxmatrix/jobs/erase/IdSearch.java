package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysFalse;
import static org.apache.iceberg.expressions.Expressions.alwaysTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.tables.StoredRow;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Looks through the tables for the ids that an erasure was asked for, until each is found. */
final class IdSearch {

  private final Warehouse warehouse;
  private final ErasureSubject person;
  private final Set<String> recordings;
  private final Set<String> profiles;

  /**
   * @param person what these ids are of
   */
  IdSearch(Warehouse warehouse, EraseSettings asked, ErasureSubject person) {
    this.warehouse = warehouse;
    this.person = person;
    this.recordings = new HashSet<>(asked.recordings());
    this.profiles = new HashSet<>(asked.profiles());
  }

  /**
   * The ids that are in no table.
   *
   * @param runId of the erasure: what it put on the list before it was cut off was found then
   */
  UnknownIds unknown(String runId) {
    Suppressions list = Suppressions.load(warehouse);
    recordings.removeIf(id -> list.isOf(runId, Suppressions.Kind.RECORDING, id));
    profiles.removeIf(id -> list.isOf(runId, Suppressions.Kind.PROFILE, id));
    items(VoxTable.PLAN_ITEMS);
    items(VoxTable.TASKS);
    recordings(VoxTable.VOICEPRINTS);
    recordings(VoxTable.SEGMENTS);
    profiles(VoxTable.PROFILES, "profile_id");
    profiles(VoxTable.PLAN_ITEMS, "profile_id");
    enrollments();
    for (VoxTable table :
        List.of(VoxTable.IDENTIFICATIONS, VoxTable.VERIFICATIONS, VoxTable.ALERTS)) {
      recordings(table);
    }
    recordings(VoxTable.NIGHT_RECORDINGS);
    recordings(VoxTable.PEOPLE_MEMBERS);
    profiles(VoxTable.IDENTIFICATIONS, "identified_profile_id");
    profiles(VoxTable.VERIFICATIONS, "profile_id");
    profiles(VoxTable.ALERTS, "profile_id");
    members(VoxTable.SET_MEMBERS, "id");
    members(VoxTable.SET_FAULTS, "id");
    members(VoxTable.SCORE_BLOCKS, "row_id");
    members(VoxTable.HITS, "id_a", "id_b");
    members(VoxTable.PEOPLE_MEMBERS, "id");
    members(VoxTable.EVALUATION_ERRORS, "id_a", "id_b");
    return new UnknownIds(recordings, profiles);
  }

  private void items(VoxTable table) {
    look(table, ErasureSubject.among("item_id", recordings), recordings::remove, "item_id");
  }

  private void recordings(VoxTable table) {
    look(
        table,
        ErasureSubject.among("recording_id", recordings),
        recordings::remove,
        "recording_id");
  }

  private void profiles(VoxTable table, String column) {
    look(table, ErasureSubject.among(column, profiles), profiles::remove, column);
  }

  /** Refused ones may spell the id of their profile in other ways. */
  private void enrollments() {
    recordings(VoxTable.ENROLLMENTS);
    if (!profiles.isEmpty()) {
      look(VoxTable.ENROLLMENTS, alwaysTrue(), this::spelled, "profile_id");
    }
  }

  private void spelled(String profile) {
    profiles.remove(ProfileId.parse(profile).orElse(profile));
  }

  private void members(VoxTable table, String... columns) {
    ErasureSubject left = new ErasureSubject(recordings, profiles, Set.of());
    Expression any =
        Arrays.stream(columns).map(left::mayStandIn).reduce(alwaysFalse(), Expressions::or);
    look(
        table,
        any,
        id -> {
          String whose = person.whose(id);
          recordings.remove(whose);
          profiles.remove(whose);
        },
        columns);
  }

  private void look(VoxTable table, Expression filter, Consumer<String> found, String... columns) {
    if (recordings.isEmpty() && profiles.isEmpty()) {
      return;
    }
    StoredRow.forEach(
        warehouse,
        table,
        filter,
        List.of(columns),
        row -> {
          for (String column : columns) {
            if (row.string(column) != null) {
              found.accept(row.string(column));
            }
          }
        });
  }
}
