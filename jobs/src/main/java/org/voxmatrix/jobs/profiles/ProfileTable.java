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

  /**
   * The profile as a reader sees it now, what a run at work has staged included.
   *
   * @param fingerprint of the model that is asked about; null for the one that changed it last
   */
  public Optional<ProfileRow> shown(String profileId, String fingerprint) {
    List<ProfileRow> all = rows.read(equal("profile_id", profileId));
    boolean known = all.stream().anyMatch(row -> row.settled() && isOf(row, fingerprint));
    return all.stream()
        .filter(row -> !known || row.modelFingerprint() == null || isOf(row, fingerprint))
        .sorted(
            Comparator.comparingLong(ProfileRow::version)
                .thenComparing(ProfileRow::settled)
                .reversed())
        // What an interrupted run has staged is not going to be.
        .filter(row -> row.settled() || leases.isLive(row.runId()))
        .findFirst()
        .filter(row -> row.status() != ProfileStatus.DELETED);
  }

  private static boolean isOf(ProfileRow row, String fingerprint) {
    return fingerprint != null && fingerprint.equals(row.modelFingerprint());
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

  /**
   * Latest settled versions of those profiles that exist, deleted ones too.
   *
   * @param fingerprint of the model for which they count, see {@link ModelView}; null for all
   */
  public Map<String, ProfileRow> latest(Collection<String> profileIds, String fingerprint) {
    return view(profileIds, fingerprint).rows();
  }

  /** As {@link #latest}. */
  ModelView view(Collection<String> profileIds, String fingerprint) {
    Set<String> wanted = Set.copyOf(profileIds);
    Expression few =
        !wanted.isEmpty() && wanted.size() <= FEW
            ? in("profile_id", wanted.toArray())
            : alwaysTrue();
    ModelView view = new ModelView(fingerprint);
    rows.forEach(
        and(equal("settled", true), few),
        row -> {
          if (wanted.contains(row.profileId())) {
            view.add(row);
          }
        });
    return view;
  }

  /**
   * Every profile that exists.
   *
   * @param fingerprint as {@link #latest}
   */
  public Collection<ProfileRow> all(String fingerprint) {
    ModelView view = new ModelView(fingerprint);
    rows.forEach(equal("settled", true), view::add);
    Map<String, ProfileRow> all = view.rows();
    all.values().removeIf(profile -> profile.status() == ProfileStatus.DELETED);
    return all.values();
  }

  /** How many profiles a run has settled. */
  public long settled(String runId) {
    return rows.count(and(equal("run_id", runId), equal("settled", true)));
  }

  /** The models of which there are profiles: by fingerprint, one of the versions that have it. */
  public Map<String, ProfileRow> models() {
    Map<String, ProfileRow> models = new HashMap<>();
    rows.forEach(
        equal("settled", true),
        row -> {
          if (row.modelFingerprint() != null) {
            models.merge(
                row.modelFingerprint(), row, (known, one) -> one.model() == null ? known : one);
          }
        });
    return models;
  }
}
