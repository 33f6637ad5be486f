package org.voxmatrix.jobs.repair;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRemake;
import org.voxmatrix.jobs.profiles.ProfileRestore;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TakeBack;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;
import org.voxmatrix.tables.repair.Damage;
import org.voxmatrix.tables.repair.Depth;
import org.voxmatrix.tables.repair.LostRows;
import org.voxmatrix.tables.repair.LostTable;
import org.voxmatrix.tables.repair.TableCheck;
import org.voxmatrix.tables.repair.WarehouseRepair;

/**
 * Leads the catalog to its tables again, takes files that are gone out of them, and makes undone
 * what was done by these. Interrupted anywhere, it is to be run again: what is lost is taken back
 * before the table forgets it.
 */
public final class RepairJob {

  /** Without these it cannot be told what is to be done again. */
  private static final Set<VoxTable> NEEDED =
      EnumSet.of(VoxTable.LOCKS, VoxTable.RUNS, VoxTable.TASKS);

  private final Warehouse warehouse;
  private final WarehouseRepair repair;
  private final Depth depth;
  private final boolean giveUp;
  private final Map<ProfileKind, EnrollLimits> limits;

  /**
   * @param giveUp whether tables are made empty of which nothing is known any more
   * @param limits by which a profile without enrollments that are lost is still enrolled, or not
   */
  public RepairJob(
      Warehouse warehouse, Depth depth, boolean giveUp, Map<ProfileKind, EnrollLimits> limits) {
    this.giveUp = giveUp;
    this.limits = limits;
    this.warehouse = warehouse;
    this.repair = new WarehouseRepair(warehouse);
    this.depth = depth;
  }

  /** What there is to repair; nothing is changed. */
  public RepairResult find() {
    List<LostTable> lost = repair.lost();
    Map<VoxTable, TableCheck> checks = repair.check(depth);
    boolean readable =
        NEEDED.stream()
            .allMatch(kind -> checks.containsKey(kind) && checks.get(kind).damages().isEmpty());
    SortedMap<VoxTable, String> kept = kept(checks);
    return result(
        lost,
        checks,
        readable ? undone(but(kept.keySet(), checks), erased(checks)) : Map.of(),
        kept);
  }

  /**
   * Repairs it.
   *
   * @throws org.voxmatrix.error.RequestException {@code run.live} while a process works on any run
   */
  public RepairResult apply() {
    List<LostTable> lost = repair.lost();
    lost.forEach(repair::register);
    TableCheck locks = repair.check(VoxTable.LOCKS, depth).orElse(null);
    rebuild(locks); // Else no lease can be taken.
    CrashPoint.reach("repair.before-lease", 0);
    try (Lease lease = Lease.forRepair(warehouse)) {
      return lease.during(() -> mend(lost, locks));
    }
  }

  private RepairResult mend(List<LostTable> lost, TableCheck locks) {
    Map<VoxTable, TableCheck> checks = repair.check(depth);
    if (locks != null) {
      checks.put(VoxTable.LOCKS, locks);
    }
    int erased = erased(checks);
    SortedMap<VoxTable, String> kept = kept(checks);
    Map<VoxTable, TableCheck> left = new EnumMap<>(checks);
    left.keySet().removeAll(kept.keySet());
    left.remove(VoxTable.LOCKS);
    rebuild(left.remove(VoxTable.RUNS));
    TakeBack back = new TakeBack(warehouse);
    plansLost(checks).forEach(back::abandon);
    rebuild(left.remove(VoxTable.PLAN_ITEMS));
    if (left.containsKey(VoxTable.TASKS)) {
      undone(List.of(left.get(VoxTable.TASKS)), erased).keySet().forEach(back::run);
    }
    CrashPoint.reach("repair.before-tasks", 0);
    rebuild(left.remove(VoxTable.TASKS));
    SortedMap<String, SortedSet<Integer>> undone = undone(but(kept.keySet(), checks), erased);
    undone.keySet().forEach(back::run);
    undone.forEach(back::tasks);
    CrashPoint.reach("repair.before-data", 0);
    TableCheck profiles = left.remove(VoxTable.PROFILES);
    rebuild(profiles);
    if (left.containsKey(VoxTable.ENROLLMENTS)) {
      undecide(left.get(VoxTable.ENROLLMENTS), undone.keySet());
    }
    left.values().forEach(this::rebuild);
    if (Collections.disjoint(kept.keySet(), Set.of(VoxTable.ENROLLMENTS, VoxTable.PROFILES))) {
      if (profiles != null) {
        restore(profiles, undone);
      }
      new ProfileRemake(warehouse, UUID.randomUUID().toString(), limits).settleLost();
    }
    return result(lost, checks, undone, kept);
  }

  /** Leases are taken anew. */
  private SortedMap<VoxTable, String> kept(Map<VoxTable, TableCheck> checks) {
    SortedMap<VoxTable, String> kept = new TreeMap<>();
    checks.forEach(
        (kind, check) -> {
          if (!giveUp && kind != VoxTable.LOCKS) {
            check.objection().ifPresent(why -> kept.put(kind, why));
          }
        });
    return kept;
  }

  private static List<TableCheck> but(Set<VoxTable> kept, Map<VoxTable, TableCheck> checks) {
    return checks.entrySet().stream()
        .filter(check -> !kept.contains(check.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** A wave whose profiles are settled is not decided again, and these enrollments are to be. */
  private void undecide(TableCheck enrollments, Set<String> undone) {
    ProfileTable profiles = new ProfileTable(warehouse);
    enrollments.lost().stream()
        .filter(rows -> undone.contains(rows.runId()))
        .forEach(rows -> profiles.forget(rows.runId(), rows.wave()));
  }

  /**
   * Where the enrollments of a wave are lost as well, there are none to restore its profiles of.
   */
  private void restore(TableCheck profiles, Map<String, SortedSet<Integer>> undone) {
    Map<RunRow, SortedSet<Integer>> waves = new HashMap<>();
    for (RunRow run : new Ledger(warehouse).runs()) {
      for (LostRows rows : profiles.lost()) {
        boolean decided =
            undone.getOrDefault(run.runId(), Collections.emptySortedSet()).contains(rows.wave());
        if (run.job().equals("enroll") && run.runId().equals(rows.runId()) && decided) {
          waves.computeIfAbsent(run, lost -> new TreeSet<>()).add(rows.wave());
        }
      }
    }
    new ProfileRestore(warehouse).restore(waves);
  }

  private void rebuild(TableCheck check) {
    if (check != null) {
      repair.rebuild(check);
    }
  }

  private static Set<String> plansLost(Map<VoxTable, TableCheck> checks) {
    return checks.containsKey(VoxTable.PLAN_ITEMS)
        ? checks.get(VoxTable.PLAN_ITEMS).lost().stream()
            .map(LostRows::runId)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private SortedMap<String, SortedSet<Integer>> undone(Collection<TableCheck> checks, int erased) {
    List<LostRows> lost = new ArrayList<>();
    checks.forEach(check -> lost.addAll(check.lost()));
    return new Losses(new Ledger(warehouse), erased).undone(lost);
  }

  /** None are known where their list is damaged itself. */
  private int erased(Map<VoxTable, TableCheck> checks) {
    TableCheck list = checks.get(VoxTable.SUPPRESSIONS);
    return list != null && list.damages().isEmpty() ? Suppressions.load(warehouse).size() : 0;
  }

  private static RepairResult result(
      List<LostTable> lost,
      Map<VoxTable, TableCheck> checks,
      Map<String, SortedSet<Integer>> undone,
      SortedMap<VoxTable, String> kept) {
    SortedSet<VoxTable> unchecked = new TreeSet<>();
    SortedSet<VoxTable> older = new TreeSet<>();
    List<Damage> damages = new ArrayList<>();
    lost.stream().filter(LostTable::older).map(LostTable::table).forEach(older::add);
    checks.forEach(
        (kind, check) -> {
          if (check.isUnchecked()) {
            unchecked.add(kind);
          }
          if (check.isOlder()) {
            older.add(kind);
          }
          damages.addAll(check.damages());
        });
    return new RepairResult(lost, unchecked, older, damages, undone, kept);
  }
}
