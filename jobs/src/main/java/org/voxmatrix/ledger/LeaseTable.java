package org.voxmatrix.ledger;

import static java.util.Comparator.comparing;
import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.or;
import static org.apache.iceberg.expressions.Expressions.startsWith;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
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

  /** Removes leases of runs that are to be no more; who slept on one cannot commit any more. */
  public void forget(Collection<String> runIds) {
    Set<String> gone = Set.copyOf(runIds);
    boolean mayWake = false;
    for (LeaseRow lease : all()) {
      if (gone.contains(lease.runId()) && !lease.live()) {
        replace(lease, List.of());
        mayWake |= lease.mayWake();
      }
    }
    if (mayWake) {
      warehouse.raiseFence();
    }
  }

  /** Leaves a lease that nobody holds, by which a later process finds the run, beside others. */
  void remember(String name, String runId) {
    String left = LeaseRow.left(name, runId);
    replace(left, List.of(LeaseRow.taken(left, runId).givenUp()));
  }

  List<LeaseRow> all() {
    return rows.read(alwaysTrue());
  }

  /** The leases beside which one cannot be held, as they are at one moment. */
  record Rivals(String name, TableLook<LeaseRow> look, List<LeaseRow> rows) {

    Optional<LeaseRow> live() {
      return rows.stream().filter(row -> row.live() && !row.isWaiting()).findFirst();
    }

    /** The last holding of that name, else one that was left under it. */
    Optional<LeaseRow> before() {
      return rows.stream()
          .filter(
              lease ->
                  lease.name().equals(name) || lease.name().startsWith(LeaseRow.left(name, "")))
          .min(comparing(LeaseRow::name)); // Theirs are longer.
    }

    /** The run to go on with. */
    Optional<String> run() {
      return before().filter(LeaseRow::hasRun).map(LeaseRow::runId);
    }

    /** Whether one of them may be of a process that is asleep. */
    boolean mayWake() {
      return rows.stream().anyMatch(LeaseRow::mayWake);
    }

    /**
     * Writes a lease of that name, which takes those of sleepers from them.
     *
     * @return false, and nothing is written, if another process was faster
     */
    boolean put(LeaseRow lease) {
      List<LeaseRow> next = new ArrayList<>(List.of(lease));
      for (LeaseRow row : rows) {
        boolean taken =
            row.name().equals(name) || row.name().equals(LeaseRow.left(name, lease.runId()));
        if (!taken && !(row.isWaiting() && !row.live())) {
          next.add(row.mayWake() && !row.live() ? row.takenBy(lease) : row);
        }
      }
      return look.overwrite(of(name), of(name), next);
    }

    private static Expression of(String name) {
      return name.equals(LeaseRow.EXCLUSIVE)
          ? alwaysTrue()
          : or(in("name", name, LeaseRow.EXCLUSIVE), startsWith("name", LeaseRow.left(name, "")));
    }
  }

  Rivals rivals(String name) {
    TableLook<LeaseRow> look = rows.look();
    return new Rivals(name, look, look.read(Rivals.of(name)));
  }

  /** The erasure for which others make way, if one is at work or waits for its turn. */
  public Optional<ErasureAhead> erasureAhead() {
    return rows
        .read(or(equal("name", LeaseRow.EXCLUSIVE), startsWith("name", LeaseRow.WAITING)))
        .stream()
        .filter(LeaseRow::live)
        .map(LeaseRow::refusal)
        .map(ErasureAhead.class::cast)
        .findFirst();
  }

  /** The lease of that name, if there is one. */
  Optional<LeaseRow> find(String name) {
    return rows.find(equal("name", name));
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

  /** Writes the row of who waits, whoever wrote one of that name before. */
  void put(LeaseRow waiting) {
    replace(waiting.name(), List.of(waiting));
  }

  void remove(LeaseRow waiting) {
    replace(waiting.name(), List.of());
  }

  private void replace(String name, List<LeaseRow> by) {
    Expression same = equal("name", name);
    boolean written = false;
    while (!written) {
      written = rows.look().overwrite(same, same, by);
    }
  }

  /** Every renewal is a commit; only the last few minutes of them are of use to anyone. */
  void forgetOldRenewals() {
    TableHistory.expire(
        warehouse, VoxTable.LOCKS, Instant.now().minus(LeaseRow.TERM.multipliedBy(4)));
  }
}
