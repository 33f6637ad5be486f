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
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.TableLook;
import org.voxmatrix.tables.Warehouse;

/**
 * Changes profiles on behalf of one run. It reads them once, when it is opened, and after that only
 * what others commit, so that a wave costs the same however large the table is.
 */
public final class ProfileWriter {

  private final ProfileTable profiles;
  private final RowTable<ProfileRow> rows;
  private final String runId;
  private final Set<String> profileIds;
  private final Map<String, ProfileRow> latest;
  private final Set<String> changed = new HashSet<>();
  private TableLook<ProfileRow> seen;

  private ProfileWriter(Warehouse warehouse, String runId, Set<String> profileIds) {
    this.profiles = new ProfileTable(warehouse);
    this.rows = new RowTable<>(warehouse, ProfileTable.ROWS);
    this.runId = runId;
    this.profileIds = profileIds;
    this.seen = rows.look();
    this.latest = new HashMap<>(profiles.latest(profileIds));
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
    return rows.count(and(Rows.wave(runId, wave), equal("settled", true))) > 0;
  }

  /** Shows readers what a wave is about to settle; what it staged before is replaced. */
  public void stage(int wave, List<ProfileRow> next) {
    rows.overwriteWave(runId, wave, next);
  }

  /**
   * Settles a wave's profiles, in one commit, if nobody else has changed any of them.
   *
   * @param next the version after {@link #latest} of each
   * @return whether that was so; nothing is written otherwise
   */
  public boolean settle(int wave, List<ProfileRow> next) {
    while (true) {
      look();
      if (next.stream().map(ProfileRow::profileId).anyMatch(changed::contains)) {
        return false;
      }
      if (seen.overwriteWave(runId, wave, next)) {
        next.forEach(row -> latest.put(row.profileId(), row));
        return true;
      }
      // Others have committed, perhaps other profiles only: look again.
    }
  }

  /** Takes in what others settled since the last look. */
  private void look() {
    TableLook<ProfileRow> now = rows.look();
    if (now.othersCommitted(seen, runId)) {
      profiles
          .latest(profileIds)
          .forEach(
              (id, row) -> {
                ProfileRow known = latest.get(id);
                if (row.version() > (known == null ? 0 : known.version())) {
                  changed.add(id);
                }
              });
    }
    seen = now;
  }
}
