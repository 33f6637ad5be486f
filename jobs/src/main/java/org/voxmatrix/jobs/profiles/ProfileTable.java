package org.voxmatrix.jobs.profiles;

import static java.util.stream.Collectors.groupingBy;
import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.ledger.LeaseTable;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Profiles, every version a row. A run first stages what it is about to do, for readers, and then
 * settles it: see {@link ProfileWriter}.
 */
public final class ProfileTable {

  /** Up to here a filter by ids lets Iceberg skip files. */
  private static final int FEW = 200;

  static final RowMapper<ProfileRow> ROWS = RowMapper.of(VoxTable.PROFILES, ProfileRow.class);

  private final RowTable<ProfileRow> rows;
  private final LeaseTable leases;

  public ProfileTable(Warehouse warehouse) {
    this.rows = new RowTable<>(warehouse, ROWS);
    this.leases = new LeaseTable(warehouse);
  }

  /** The profile as a reader sees it now, what a run at work has staged included. */
  public Optional<ProfileRow> shown(String profileId) {
    return rows.read(equal("profile_id", profileId)).stream()
        .sorted(
            Comparator.comparingLong(ProfileRow::version)
                .thenComparing(ProfileRow::settled)
                .reversed())
        // What an interrupted run has staged is not going to be.
        .filter(row -> row.settled() || leases.isLive(row.runId()))
        .findFirst()
        .filter(row -> row.status() != ProfileStatus.DELETED);
  }

  /** Every settled version of each profile. */
  Map<String, List<ProfileRow>> versions() {
    return rows.read(equal("settled", true)).stream().collect(groupingBy(ProfileRow::profileId));
  }

  /** Writes the versions that a wave makes, in place of those that it has made. */
  void write(String runId, int wave, List<ProfileRow> made) {
    rows.overwriteWave(runId, wave, made);
  }

  /** Deletes the versions that a wave has made. */
  public void forget(String runId, int wave) {
    rows.delete(Rows.wave(runId, wave));
  }

  /** Latest settled versions of those profiles that exist, deleted ones too. */
  public Map<String, ProfileRow> latest(Collection<String> profileIds) {
    Set<String> wanted = Set.copyOf(profileIds);
    Expression few = wanted.size() <= FEW ? in("profile_id", wanted.toArray()) : alwaysTrue();
    return latest(wanted, wanted.isEmpty() ? alwaysTrue() : few);
  }

  /** Every profile that exists. */
  public Collection<ProfileRow> all() {
    Map<String, ProfileRow> all = latest(null, alwaysTrue());
    all.values().removeIf(profile -> profile.status() == ProfileStatus.DELETED);
    return all.values();
  }

  private Map<String, ProfileRow> latest(Set<String> wanted, Expression filter) {
    Map<String, ProfileRow> latest = new HashMap<>();
    rows.forEach(
        and(equal("settled", true), filter),
        row -> {
          if (wanted == null || wanted.contains(row.profileId())) {
            latest.merge(
                row.profileId(),
                row,
                (known, other) -> known.version() < other.version() ? other : known);
          }
        });
    return latest;
  }
}
