package org.voxmatrix.ledger;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.TableHistory;
import org.voxmatrix.tables.TableLook;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** The leases of all processes. Of several that write at a time, one wins and the others retry. */
public final class LeaseTable {

  private static final RowMapper<LeaseRow> ROWS = RowMapper.of(VoxTable.LOCKS, LeaseRow.class);

  private final Warehouse warehouse;
  private final RowTable<LeaseRow> rows;

  public LeaseTable(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.rows = new RowTable<>(warehouse, ROWS);
  }

  /** Whether any process works on a run. */
  public boolean isLive(String runId) {
    return rows.read(equal("run_id", runId)).stream().anyMatch(LeaseRow::live);
  }

  /** Removes leases of runs that are no more. */
  public void forget(Collection<String> runIds) {
    Set<String> gone = Set.copyOf(runIds);
    for (LeaseRow lease : all()) {
      if (gone.contains(lease.runId()) && !lease.live()) {
        replace(lease, List.of());
      }
    }
  }

  List<LeaseRow> all() {
    return rows.read(alwaysTrue());
  }

  /** The leases beside which one cannot be held, as they are at one moment. */
  record Rivals(String name, TableLook<LeaseRow> look, List<LeaseRow> rows) {

    Optional<LeaseRow> live() {
      return rows.stream().filter(LeaseRow::live).findFirst();
    }

    /** The last holding of that name. */
    Optional<LeaseRow> before() {
      return rows.stream().filter(lease -> lease.name().equals(name)).findFirst();
    }

    /**
     * Writes a lease of that name; false, and nothing is written, if another process was faster.
     */
    boolean put(LeaseRow lease) {
      return look.overwrite(equal("name", name), of(name), List.of(lease));
    }

    private static Expression of(String name) {
      return name.equals(LeaseRow.EXCLUSIVE) ? alwaysTrue() : in("name", name, LeaseRow.EXCLUSIVE);
    }
  }

  Rivals rivals(String name) {
    TableLook<LeaseRow> look = rows.look();
    return new Rivals(name, look, look.read(Rivals.of(name)));
  }

  /** Whether that holding is still the one in the table. */
  boolean holds(LeaseRow lease) {
    return rows.read(equal("name", lease.name())).stream().anyMatch(lease::isSame);
  }

  /**
   * Replaces the row of a holder.
   *
   * @return false, and nothing is done, if another one has taken the lease
   */
  boolean replace(LeaseRow lease, List<LeaseRow> by) {
    Expression name = equal("name", lease.name());
    while (true) {
      TableLook<LeaseRow> look = rows.look();
      if (look.read(name).stream().noneMatch(lease::isSame)) {
        return false;
      }
      if (look.overwrite(name, name, by)) {
        return true;
      }
    }
  }

  /** Every renewal is a commit; only the last few minutes of them are of use to anyone. */
  void forgetOldRenewals() {
    TableHistory.expire(
        warehouse, VoxTable.LOCKS, Instant.now().minus(LeaseRow.TERM.multipliedBy(4)));
  }

  /** Changes with every erasure. */
  Long erasures() {
    return new TableFiles(warehouse, VoxTable.SUPPRESSIONS).snapshot();
  }
}
