package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;

/**
 * Profiles, every version a row. A run first stages what it is about to do, for readers, and then
 * settles it, which fails for profiles that another run settled meanwhile.
 */
public final class ProfileTable {

  /** Up to here a filter by ids lets Iceberg pass over files. */
  private static final int FEW = 200;

  private final Warehouse warehouse;

  public ProfileTable(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The profile as a reader sees it now, what a run has staged included. */
  public Optional<ProfileRow> shown(String profileId) {
    ProfileRow newest = null;
    for (var row : Rows.read(existing(), equal("profile_id", profileId))) {
      ProfileRow version = ProfileRow.of(row);
      if (newest == null
          || version.version() > newest.version()
          || (version.version() == newest.version() && version.settled())) {
        newest = version;
      }
    }
    return Optional.ofNullable(newest).filter(row -> row.status() != ProfileStatus.DELETED);
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

  /** Whether a wave's profiles are settled. */
  public boolean isSettled(String runId, int wave) {
    return Rows.count(existing(), and(Rows.wave(runId, wave), equal("settled", true))) > 0;
  }

  /** Shows readers what a wave is about to settle; what it staged before is replaced. */
  public void stage(String runId, int wave, List<ProfileRow> rows) {
    Rows.overwriteWave(
        warehouse.table(VoxTable.PROFILES),
        runId,
        wave,
        rows.stream().map(ProfileRow::toRecord).toList());
  }

  /**
   * Settles a wave's profiles, in one commit, if no other run has settled any of them since the
   * version before.
   *
   * @return profiles that changed meanwhile; nothing is written unless it is empty
   */
  public Set<String> settle(String runId, int wave, List<ProfileRow> rows) {
    while (true) {
      Table table = warehouse.table(VoxTable.PROFILES);
      Snapshot seen = table.currentSnapshot();
      Set<String> changed = changed(runId, wave, rows);
      if (!changed.isEmpty()) {
        return changed;
      }
      try {
        Rows.overwriteUnchanged(
            table,
            seen,
            Rows.wave(runId, wave),
            alwaysTrue(),
            rows.stream().map(ProfileRow::toRecord).toList());
        return Set.of();
      } catch (ValidationException othersCommitted) {
        // Perhaps other profiles only: look again.
        continue;
      }
    }
  }

  private Set<String> changed(String runId, int wave, List<ProfileRow> rows) {
    Map<String, ProfileRow> latest = latest(rows.stream().map(ProfileRow::profileId).toList());
    Set<String> changed = new HashSet<>();
    for (ProfileRow row : rows) {
      ProfileRow now = latest.get(row.profileId());
      long version = now == null ? 0 : now.version();
      boolean own = now != null && now.runId().equals(runId) && now.wave() == wave;
      if (!own && version != row.version() - 1) {
        changed.add(row.profileId());
      }
    }
    return changed;
  }

  private Table existing() {
    return warehouse.existing(VoxTable.PROFILES);
  }
}
