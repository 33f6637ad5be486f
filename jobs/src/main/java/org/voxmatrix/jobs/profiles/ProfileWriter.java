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
  private final String fingerprint;
  private final Map<String, ProfileRow> latest;
  private final Map<String, Long> highest;
  private final Set<String> changed = new HashSet<>();
  private TableLook<ProfileRow> seen;

  private ProfileWriter(
      Warehouse warehouse, String runId, Set<String> profileIds, String fingerprint) {
    this.profiles = new ProfileTable(warehouse);
    this.rows = new RowTable<>(warehouse, ProfileTable.ROWS);
    this.runId = runId;
    this.profileIds = profileIds;
    this.fingerprint = fingerprint;
    this.seen = rows.look();
    ModelView view = profiles.view(profileIds, fingerprint);
    this.latest = new HashMap<>(view.rows());
    this.highest = new HashMap<>(view.highest());
  }

  /**
   * @param profileIds all profiles that the run is about
   * @param fingerprint of the run's model; null for a change of the profiles of all models
   */
  public static ProfileWriter open(
      Warehouse warehouse, String runId, Collection<String> profileIds, String fingerprint) {
    return new ProfileWriter(warehouse, runId, Set.copyOf(profileIds), fingerprint);
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
    rows.overwriteWave(runId, wave, numbered(next));
  }

  /**
   * Settles a wave's profiles, in one commit, if nobody else has changed any of them.
   *
   * @param next what follows {@link #latest} of each; it gets the next number of all its versions
   * @return whether that was so; nothing is written otherwise
   */
  public boolean settle(int wave, List<ProfileRow> next) {
    while (true) {
      look();
      if (next.stream().map(ProfileRow::profileId).anyMatch(changed::contains)) {
        return false;
      }
      List<ProfileRow> rows = numbered(next);
      if (seen.overwriteWave(runId, wave, rows)) {
        rows.forEach(
            row -> {
              latest.put(row.profileId(), row);
              highest.put(row.profileId(), row.version());
            });
        return true;
      }
      // Others have committed, perhaps other profiles only: look again.
    }
  }

  /** Versions have numbers of all models, so that one tells which of two came first. */
  private List<ProfileRow> numbered(List<ProfileRow> next) {
    Map<String, Long> last = new HashMap<>(highest);
    return next.stream()
        .map(row -> row.withVersion(last.merge(row.profileId(), 1L, Long::sum)))
        .toList();
  }

  /** Takes in what others settled since the last look. */
  private void look() {
    TableLook<ProfileRow> now = rows.look();
    if (now.othersCommitted(seen, runId)) {
      ModelView view = profiles.view(profileIds, fingerprint);
      highest.putAll(view.highest());
      view.rows()
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
