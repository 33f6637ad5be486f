package org.voxmatrix.jobs.profiles;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Profiles, every version a row. A run first stages what it is about to do, for readers, and then
 * settles it: see {@link ProfileWriter}.
 */
public final class ProfileTable {

  /** Up to here a filter by ids lets Iceberg pass over files. */
  private static final int FEW = 200;

  private final Warehouse warehouse;

  public ProfileTable(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The profile as a reader sees it now, what a run at work has staged included. */
  public Optional<ProfileRow> shown(String profileId) {
    return Rows.read(existing(), equal("profile_id", profileId)).stream()
        .map(ProfileRow::of)
        .sorted(
            Comparator.comparingLong(ProfileRow::version)
                .thenComparing(ProfileRow::settled)
                .reversed())
        // What a run staged that was cut off is not going to be.
        .filter(row -> row.settled() || Lease.liveOn(warehouse, row.runId()).isPresent())
        .findFirst()
        .filter(row -> row.status() != ProfileStatus.DELETED);
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
    Rows.forEach(
        existing(),
        and(equal("settled", true), filter),
        row -> {
          String profileId = row.getField("profile_id").toString();
          ProfileRow known = latest.get(profileId);
          if ((wanted == null || wanted.contains(profileId))
              && (known == null || known.version() < (Long) row.getField("version"))) {
            latest.put(profileId, ProfileRow.of(row));
          }
        });
    return latest;
  }

  private Table existing() {
    return warehouse.existing(VoxTable.PROFILES);
  }
}
