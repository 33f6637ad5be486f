package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.or;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.iceberg.expressions.Expression;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.tables.FileRewrite;
import org.voxmatrix.tables.StoredRow;
import org.voxmatrix.tables.TableHistory;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Removes a person from tables, and from what tables keep of their past. Each step can be done
 * again, and the steps before it do not hide from it what it needs, so an erasure that was cut off
 * is done again from its beginning.
 */
public final class Erasure {

  /** Tables that tell what else is the person's come last. */
  private static final List<VoxTable> ORDER =
      Arrays.stream(VoxTable.values()).sorted(Comparator.comparing(Erasure::rank)).toList();

  private static final Duration SLACK = Duration.ofMinutes(10);

  private final SparkSession spark;
  private final Warehouse warehouse;

  public Erasure(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  private static int rank(VoxTable table) {
    return switch (table) {
      case PLAN_ITEMS, TASKS, SET_MEMBERS, PEOPLE_MEMBERS -> 1;
      case IDENTIFICATIONS, VERIFICATIONS -> 2;
      case ENROLLMENTS -> 3;
      default -> 0;
    };
  }

  /** All that belongs to these ids: with a profile the recordings that were enrolled in it. */
  public ErasureSubject find(Set<String> recordings, Set<String> profiles) {
    IdsInText ids = new IdsInText(new ErasureSubject(recordings, profiles, Set.of()));
    Set<String> all = new HashSet<>(recordings);
    if (!profiles.isEmpty()) {
      enrollments(
          alwaysTrue(),
          row -> {
            if (ids.isProfile(row.string("profile_id"))) {
              all.add(row.string("recording_id"));
            }
          });
    }
    // Recordings that a run has planned and not come to yet.
    all.addAll(ids(VoxTable.PLAN_ITEMS, ErasureSubject.among("profile_id", profiles), "item_id"));
    Expression recording = ErasureSubject.among("recording_id", all);
    Expression item = ErasureSubject.among("item_id", all);
    Set<String> tasks = new HashSet<>();
    enrollments(
        profiles.isEmpty() ? recording : alwaysTrue(),
        row -> {
          if (all.contains(row.string("recording_id")) || ids.isProfile(row.string("profile_id"))) {
            tasks.add(row.string("enrollment_id"));
          }
        });
    tasks.addAll(
        ids(
            VoxTable.IDENTIFICATIONS,
            or(recording, ErasureSubject.among("identified_profile_id", profiles)),
            "operation_id"));
    tasks.addAll(
        ids(
            VoxTable.VERIFICATIONS,
            or(recording, ErasureSubject.among("profile_id", profiles)),
            "operation_id"));
    tasks.addAll(ids(VoxTable.TASKS, item, "task_id"));
    tasks.addAll(ids(VoxTable.PLAN_ITEMS, item, "task_id"));
    return new ErasureSubject(all, profiles, tasks, named(all));
  }

  /** What looks like the id of a voiceprint is that of one where its recording is known. */
  private Set<String> named(Set<String> recordings) {
    Map<String, String> owners =
        recordings.stream()
            .filter(id -> !id.equals(Suppressions.withoutChannel(id)))
            .collect(Collectors.toMap(id -> id, Suppressions::withoutChannel));
    Set<String> others = Set.copyOf(owners.values());
    Set<String> known = new HashSet<>();
    for (VoxTable table : List.of(VoxTable.PLAN_ITEMS, VoxTable.TASKS)) {
      known.addAll(ids(table, ErasureSubject.among("item_id", others), "item_id"));
    }
    known.addAll(
        ids(VoxTable.VOICEPRINTS, ErasureSubject.among("recording_id", others), "recording_id"));
    return owners.keySet().stream()
        .filter(id -> !known.contains(owners.get(id)))
        .collect(Collectors.toSet());
  }

  /** Not by the profile's id: refused enrollments may have it in another spelling. */
  private void enrollments(Expression filter, Consumer<StoredRow> use) {
    StoredRow.forEach(
        warehouse,
        VoxTable.ENROLLMENTS,
        filter,
        List.of("enrollment_id", "recording_id", "profile_id"),
        use);
  }

  /** Adds the person to the suppression list; what is in it stays as it is. */
  public void suppress(ErasureSubject person, String runId, String reason) {
    Suppressions.load(warehouse)
        .add(
            warehouse,
            runId,
            reason,
            Map.of(
                Suppressions.Kind.RECORDING,
                person.recordings(),
                Suppressions.Kind.PROFILE,
                person.profiles(),
                Suppressions.Kind.MEMBER,
                person.named()));
  }

  /**
   * Removes the person from the rows of every table.
   *
   * @param before told of each table before it is changed
   * @return rows dropped or changed, of the tables that had any
   */
  public Map<String, Long> remove(ErasureSubject person, Consumer<VoxTable> before) {
    ErasureRules rules =
        new ErasureRules(
            person, places(person), PeopleRules.of(warehouse, person), unfinishedRuns());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Map<String, Long> removed = new TreeMap<>();
    for (VoxTable kind : ORDER) {
      before.accept(kind);
      long rows = FileRewrite.apply(context, warehouse, kind, rules.of(kind));
      if (rows > 0) {
        removed.put(kind.tableName(), rows);
      }
    }
    return removed;
  }

  /**
   * Removes what tables keep of their past, files of killed runs too. Needs the exclusive lease.
   *
   * @param before told of each table before it is changed
   * @return files that killed runs had left
   */
  public long forget(Consumer<VoxTable> before) {
    Instant begun = Instant.now();
    long files = 0;
    for (VoxTable kind : ORDER) {
      before.accept(kind);
      // The lease itself is being renewed; in other tables nobody writes, whatever clocks say.
      Instant since = kind == VoxTable.LOCKS ? begun.minus(SLACK) : null;
      files += TableHistory.forget(warehouse, kind, since);
    }
    return files;
  }

  private SetIndices places(ErasureSubject person) {
    SetIndices places = new SetIndices();
    StoredRow.forEach(
        warehouse,
        VoxTable.SET_MEMBERS,
        person.mayStandIn("id"),
        List.of("run_id", "side", "index", "id"),
        row -> {
          if (person.has(row.string("id"))) {
            places.add(row.string("run_id"), row.string("side"), row.longInteger("index"));
          }
        });
    return places;
  }

  private Set<String> unfinishedRuns() {
    return new Ledger(warehouse)
        .runs().stream()
            .filter(run -> !run.isFinished())
            .map(RunRow::runId)
            .collect(Collectors.toSet());
  }

  private Set<String> ids(VoxTable table, Expression filter, String column) {
    Set<String> ids = new HashSet<>();
    StoredRow.forEach(
        warehouse, table, filter, List.of(column), row -> ids.add(row.string(column)));
    return ids;
  }
}
