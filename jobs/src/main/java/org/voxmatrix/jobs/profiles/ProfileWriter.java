package org.voxmatrix.jobs.profiles;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Changes profiles on behalf of one run. It reads them once, when it is opened, and after that only
 * what others commit, so that a wave costs the same however large the table is.
 */
public final class ProfileWriter {

  private final Warehouse warehouse;
  private final String runId;
  private final Set<String> profileIds;
  private final Map<String, ProfileRow> latest;
  private final Set<String> changed = new HashSet<>();
  private Long seen;

  private ProfileWriter(Warehouse warehouse, String runId, Set<String> profileIds) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.profileIds = profileIds;
    this.seen = id(warehouse.table(VoxTable.PROFILES).currentSnapshot());
    this.latest = new HashMap<>(new ProfileTable(warehouse).latest(profileIds));
  }

  /**
   * @param profileIds all profiles that the run is about
   */
  public static ProfileWriter open(
      Warehouse warehouse, String runId, Collection<String> profileIds) {
    return new ProfileWriter(warehouse, runId, Set.copyOf(profileIds));
  }

  /** The version that this run found or made of each profile that exists, deleted ones too. */
  public Map<String, ProfileRow> latest() {
    return Collections.unmodifiableMap(latest);
  }

  /** The profiles that others have changed since. */
  public Set<String> changed() {
    look();
    return Collections.unmodifiableSet(changed);
  }

  /** Whether a wave's profiles are settled. */
  public boolean isSettled(int wave) {
    Table table = warehouse.table(VoxTable.PROFILES);
    return Rows.count(table, and(Rows.wave(runId, wave), equal("settled", true))) > 0;
  }

  /** Shows readers what a wave is about to settle; what it staged before is replaced. */
  public void stage(int wave, List<ProfileRow> rows) {
    Rows.overwriteWave(
        warehouse.table(VoxTable.PROFILES),
        runId,
        wave,
        rows.stream().map(ProfileRow::toRecord).toList());
  }

  /**
   * Settles a wave's profiles, in one commit, if nobody else has changed any of them.
   *
   * @param rows the version after {@link #latest} of each
   * @return whether that was so; nothing is written otherwise
   */
  public boolean settle(int wave, List<ProfileRow> rows) {
    while (true) {
      Table table = look();
      if (rows.stream().map(ProfileRow::profileId).anyMatch(changed::contains)) {
        return false;
      }
      try {
        Rows.overwriteWaveUnchanged(
            table,
            table.currentSnapshot(),
            runId,
            wave,
            rows.stream().map(ProfileRow::toRecord).toList());
        rows.forEach(row -> latest.put(row.profileId(), row));
        return true;
      } catch (ValidationException othersCommitted) {
        // Perhaps other profiles only: look again.
        continue;
      }
    }
  }

  /** Takes in what others settled since the last look; the table as it was looked at. */
  private Table look() {
    Table table = warehouse.table(VoxTable.PROFILES);
    Snapshot now = table.currentSnapshot();
    if (now != null && isOthers(table, now)) {
      new ProfileTable(warehouse)
          .latest(profileIds)
          .forEach(
              (id, row) -> {
                ProfileRow known = latest.get(id);
                if (row.version() > (known == null ? 0 : known.version())) {
                  changed.add(id);
                }
              });
    }
    seen = id(now);
    return table;
  }

  /** Whether others have committed anything since. */
  private boolean isOthers(Table table, Snapshot now) {
    for (Snapshot snapshot :
        SnapshotUtil.ancestorsBetween(now.snapshotId(), seen, table::snapshot)) {
      if (!runId.equals(snapshot.summary().get(Rows.RUN_ID))) {
        return true;
      }
    }
    return false;
  }

  private static Long id(Snapshot snapshot) {
    return snapshot == null ? null : snapshot.snapshotId();
  }
}
