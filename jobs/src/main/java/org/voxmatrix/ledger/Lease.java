package org.voxmatrix.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * The sole right to work on one plan, held by one process and renewed while that process lives. The
 * row also remembers the run that the plan belongs to, so that a later process finds and goes on
 * with a run that was cut off. One lease is exclusive: while it is held there is no other.
 */
public final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration TERM = Duration.ofSeconds(90);
  private static final int RENEWALS_A_CLEANING = 20;
  private static final String EXCLUSIVE = "exclusive";

  private final Warehouse warehouse;
  private final Held held;
  private final Long erasures;
  private final ScheduledExecutorService heartbeat;
  private int renewals;
  private volatile boolean lost;
  private volatile Instant expiresAt;

  private Lease(Warehouse warehouse, Held held, Long erasures) {
    this.warehouse = warehouse;
    this.held = held;
    this.erasures = erasures;
    this.expiresAt = held.expiresAt();
    this.heartbeat =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "voxmatrix-lease");
              thread.setDaemon(true);
              return thread;
            });
    long every = TERM.toSeconds() / 3;
    heartbeat.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.SECONDS);
  }

  /** What a row of the table says. */
  record Held(String name, String runId, Owner owner, Instant acquiredAt, Instant expiresAt) {

    boolean live() {
      return Instant.now().isBefore(expiresAt) && !owner.ended();
    }

    /** Whether that is the same holding, renewed or not. */
    private boolean isSame(Held other) {
      return other.name().equals(name)
          && other.owner().equals(owner)
          && other.acquiredAt().equals(acquiredAt);
    }

    private Held until(Instant end) {
      return new Held(name, runId, owner, acquiredAt, end);
    }

    Record toRecord() {
      Record row = GenericRecord.create(VoxTable.LOCKS.schema());
      row.setField("name", name);
      row.setField("run_id", runId);
      row.setField("owner", owner.toString());
      row.setField("acquired_at", acquiredAt.atOffset(ZoneOffset.UTC));
      row.setField("expires_at", expiresAt.atOffset(ZoneOffset.UTC));
      return row;
    }

    private static Held of(Record row) {
      Fields fields = new Fields(row);
      return new Held(
          fields.string("name"),
          fields.string("run_id"),
          Owner.parse(fields.string("owner")),
          fields.instant("acquired_at"),
          fields.instant("expires_at"));
    }
  }

  /** Chooses the run to work on, given the one that the last holder was working on. */
  @FunctionalInterface
  public interface RunChoice {
    String runId(Optional<String> left);
  }

  /**
   * Takes the lease {@code name}.
   *
   * @throws RequestException of fault {@code run.live} while another live process holds it, or the
   *     exclusive lease
   */
  public static Lease acquire(Warehouse warehouse, String name, RunChoice choice) {
    return acquire(warehouse, name, rivals(name), choice);
  }

  /**
   * Takes the exclusive lease.
   *
   * @throws RequestException of fault {@code run.live} while any live process holds any lease
   */
  public static Lease exclusive(Warehouse warehouse, RunChoice choice) {
    return acquire(warehouse, EXCLUSIVE, rivals(EXCLUSIVE), choice);
  }

  private static Lease acquire(
      Warehouse warehouse, String name, Expression rivals, RunChoice choice) {
    Owner self = Owner.self();
    while (true) {
      Table table = warehouse.table(VoxTable.LOCKS);
      Snapshot seen = table.currentSnapshot();
      List<Held> all = read(table, rivals);
      all.stream().filter(Held::live).findFirst().ifPresent(Lease::refuse);
      Optional<Held> before = all.stream().filter(other -> other.name().equals(name)).findFirst();
      Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS); // As it is stored.
      String runId = choice.runId(before.map(Held::runId));
      Held held = new Held(name, runId, self, now, now.plus(TERM));
      Long erasures = erasures(warehouse);
      try {
        Rows.overwriteUnchanged(
            table, seen, Expressions.equal("name", name), rivals, List.of(held.toRecord()));
        return new Lease(warehouse, held, erasures);
      } catch (ValidationException | CommitFailedException raced) {
        LOG.debug("Another process wrote a lease first; looking again for {}", name, raced);
      }
    }
  }

  /** The leases beside which this one cannot be held. */
  private static Expression rivals(String name) {
    return name.equals(EXCLUSIVE)
        ? Expressions.alwaysTrue()
        : Expressions.in("name", name, EXCLUSIVE);
  }

  /** The live lease on a run, if any process works on it. */
  public static Optional<Held> liveOn(Warehouse warehouse, String runId) {
    return read(warehouse.existing(VoxTable.LOCKS), Expressions.equal("run_id", runId)).stream()
        .filter(Held::live)
        .findFirst();
  }

  /** Removes leases of runs that are no more. */
  public static void forget(Warehouse warehouse, Collection<String> runIds) {
    Set<String> gone = Set.copyOf(runIds);
    for (Held held : read(warehouse.existing(VoxTable.LOCKS), Expressions.alwaysTrue())) {
      if (gone.contains(held.runId()) && !held.live()) {
        replace(warehouse, held, List.of());
      }
    }
  }

  /** The run that this lease is for. */
  public String runId() {
    return held.runId();
  }

  /** The process that holds it. */
  String owner() {
    return held.owner().toString();
  }

  /** Fails when the lease could not be renewed in time, so that no work goes on without it. */
  public void check() {
    if (isPast()) {
      renew(); // As after a long sleep of the machine.
    }
    if (lost || isPast()) {
      throw new IllegalStateException(
          "Lost the lease " + held.name() + ": another process may be working on this run");
    }
  }

  /** As {@link #check}, by what the table says now. */
  synchronized void confirm() {
    Table table = warehouse.table(VoxTable.LOCKS);
    if (read(table, Expressions.equal("name", held.name())).stream().noneMatch(held::isSame)) {
      lost = true;
    }
    check();
  }

  private boolean isPast() {
    return Instant.now().isAfter(expiresAt);
  }

  /** Gives the lease up with the run unfinished: the next process goes on with it. */
  @Override
  public void close() {
    stopHeartbeat();
    write(List.of(held.until(Instant.now()).toRecord()));
  }

  /** Gives the lease up with the run finished. */
  public void finish() {
    stopHeartbeat();
    write(List.of());
    forgetOldRenewals();
  }

  /** Lets a renewal that has begun end first: a commit that is cut off would be tried again. */
  private void stopHeartbeat() {
    heartbeat.shutdown();
    try {
      heartbeat.awaitTermination(TERM.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void renew() {
    if (lost) {
      return;
    }
    try {
      Table table = warehouse.table(VoxTable.LOCKS);
      Snapshot seen = table.currentSnapshot();
      Expression rivals = rivals(held.name());
      List<Held> all = read(table, rivals);
      boolean others =
          all.stream().anyMatch(other -> other.live() && !other.owner().equals(held.owner()));
      if (others || all.stream().noneMatch(held::isSame) || (isPast() && wasErasure())) {
        lost = true;
        return;
      }
      Held next = held.until(Instant.now().plus(TERM));
      Rows.overwriteUnchanged(
          table, seen, Expressions.equal("name", held.name()), rivals, List.of(next.toRecord()));
      expiresAt = next.expiresAt();
      if (++renewals % RENEWALS_A_CLEANING == 0) {
        forgetOldRenewals();
      }
    } catch (RuntimeException e) {
      LOG.warn("Cannot renew the lease {}; trying again", held.name(), e);
    }
  }

  /** While nobody held the lease an erasure may have come and gone; what was read before is old. */
  private boolean wasErasure() {
    return !held.name().equals(EXCLUSIVE) && !Objects.equals(erasures, erasures(warehouse));
  }

  /** Changes with every erasure. */
  private static Long erasures(Warehouse warehouse) {
    Table table = warehouse.existing(VoxTable.SUPPRESSIONS);
    Snapshot last = table == null ? null : table.currentSnapshot();
    return last == null ? null : last.snapshotId();
  }

  private synchronized void write(List<Record> rows) {
    if (!lost) {
      lost = !replace(warehouse, held, rows);
    }
  }

  /**
   * Replaces the row of a holder.
   *
   * @return false, and nothing is done, where another one has taken the lease
   */
  private static boolean replace(Warehouse warehouse, Held held, List<Record> rows) {
    Expression name = Expressions.equal("name", held.name());
    while (true) {
      Table table = warehouse.table(VoxTable.LOCKS);
      Snapshot seen = table.currentSnapshot();
      if (read(table, name).stream().noneMatch(held::isSame)) {
        return false;
      }
      try {
        Rows.overwriteUnchanged(table, seen, name, rows);
        return true;
      } catch (ValidationException | CommitFailedException raced) {
        LOG.debug("Another process wrote a lease first; looking again for {}", held.name(), raced);
      }
    }
  }

  /** Every renewal is a commit; only the last few minutes of them are of use to anyone. */
  private void forgetOldRenewals() {
    warehouse
        .table(VoxTable.LOCKS)
        .expireSnapshots()
        .expireOlderThan(Instant.now().minus(TERM.multipliedBy(4)).toEpochMilli())
        .retainLast(1)
        .commit();
  }

  static List<Held> read(Table table, Expression filter) {
    return Rows.read(table, filter).stream().map(Held::of).toList();
  }

  private static void refuse(Held held) {
    String what =
        held.name().equals(EXCLUSIVE)
            ? "An erasure, run " + held.runId() + ", is being done by "
            : "Run " + held.runId() + " is being worked on by ";
    throw new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR,
        List.of(
            ErrorDetail.of(
                Fault.RUN_LIVE,
                List.of("run_id"),
                what
                    + held.owner().describe()
                    + " since "
                    + held.acquiredAt()
                    + ": wait for it, or end that process.")));
  }
}
