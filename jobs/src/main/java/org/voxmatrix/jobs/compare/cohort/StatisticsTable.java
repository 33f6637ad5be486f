package org.voxmatrix.jobs.compare.cohort;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.voxmatrix.score.Normalization;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Statistics of sets with cohorts, kept so that the next run need not score them again. */
record StatisticsTable(Warehouse warehouse) {

  private static final RowMapper<StatisticsRow> ROWS =
      RowMapper.of(VoxTable.COHORT_STATISTICS, StatisticsRow.class);

  private static final int MEMBERS_OF_ROW = 1 << 16;

  /**
   * The statistics of all members of a set, if they are all there.
   *
   * @param members how many the set has
   */
  Optional<Normalization> find(String key, int members) {
    TreeMap<Integer, StatisticsRow> byPlace = new TreeMap<>();
    new RowTable<>(warehouse, ROWS)
        .forEach(equal("statistics_key", key), row -> byPlace.put(row.firstMember(), row));
    double[] means = new double[members];
    double[] deviations = new double[members];
    int next = 0;
    for (StatisticsRow row : byPlace.values()) {
      if (row.firstMember() != next || row.members() > members - next) {
        return Optional.empty();
      }
      row.copyTo(means, deviations);
      next += row.members();
    }
    return next == members && members > 0
        ? Optional.of(new Normalization(means, deviations))
        : Optional.empty();
  }

  /**
   * Keeps the statistics of a set.
   *
   * @param side number of the set in the run
   */
  void write(String runId, int side, String key, Normalization statistics) {
    List<StatisticsRow> rows = new ArrayList<>();
    int members = statistics.means().length;
    Instant now = Instant.now();
    for (int first = 0; first < members; first += MEMBERS_OF_ROW) {
      int end = Math.min(members, first + MEMBERS_OF_ROW);
      rows.add(
          StatisticsRow.of(
              key,
              first,
              Arrays.copyOfRange(statistics.means(), first, end),
              Arrays.copyOfRange(statistics.deviations(), first, end),
              now));
    }
    new RowTable<>(warehouse, ROWS).overwriteWave(runId, side, rows);
  }
}
