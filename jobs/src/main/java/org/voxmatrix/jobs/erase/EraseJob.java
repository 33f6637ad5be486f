package org.voxmatrix.jobs.erase;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.RunFailure;
import org.voxmatrix.jobs.profiles.Minimum;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/**
 * Removes recordings and profiles from every table, from what tables keep of their past and from
 * files that killed runs left, and keeps them from coming back. Runs alone; cut off, it is to be
 * started again. {@code docs/erasure.md} says what happens to each table.
 */
public final class EraseJob {

  /** The job's name in tables. */
  public static final String NAME = "erase";

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Erasure erasure;

  private final Set<String> recordings = new HashSet<>();
  private final Set<String> profiles = new HashSet<>();
  private Map<ProfileKind, Minimum> minimum = Minimum.DEFAULT;
  private String reason;
  private CallerIds trace = new CallerIds(null, null);
  private Progress progress = Progress.silent();

  public EraseJob(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.erasure = new Erasure(spark, warehouse);
  }

  /** A recording to erase. */
  public EraseJob recording(String id) {
    recordings.add(id);
    return this;
  }

  /** A profile to erase, with all recordings that were enrolled in it. */
  public EraseJob profile(String id) {
    // Profiles are kept under one spelling of their id.
    profiles.add(ProfileId.parse(id).orElse(id));
    return this;
  }

  /** What profiles need for a voiceprint that lose an enrollment; the service's when not set. */
  public EraseJob minimum(Map<ProfileKind, Minimum> value) {
    this.minimum = Map.copyOf(value);
    return this;
  }

  /** Why, for the suppression list; ids in it are not kept. */
  public EraseJob reason(String text) {
    this.reason = text;
    return this;
  }

  public EraseJob trace(CallerIds value) {
    this.trace = value;
    return this;
  }

  public EraseJob progress(Progress value) {
    this.progress = value;
    return this;
  }

  /**
   * Runs the job. Ids that are in no table are only kept from coming in.
   *
   * @throws RequestException {@code run.live} while another process works on a run; nothing is done
   *     then
   */
  public EraseResult execute() {
    Instant start = Instant.now();
    refuseBlank();
    try (Run run = Run.openExclusive(warehouse, request())) {
      progress.started(run.id());
      EraseResult[] result = new EraseResult[1];
      RunFailure.recorded(spark, run, EraseJob::reason, () -> result[0] = work(run, start));
      return result[0];
    } finally {
      spark.sparkContext().clearJobGroup();
    }
  }

  private EraseResult work(Run run, Instant start) {
    warehouse.createTables();
    if (run.isPlanned()) {
      run.resume();
    } else {
      run.plan(List.of(), 0, 0);
    }
    ErasureSubject person = erasure.find(recordings, profiles);
    progress.total(2L * VoxTable.values().length, "steps");
    run.checkLease();
    erasure.suppress(person, run.id(), reason);
    CrashPoint.reach("erase.suppressed", 0);
    run.checkLease();
    new ProfileRemake(warehouse, run.id(), person, minimum).settle();
    CrashPoint.reach("erase.remade", 0);
    Map<String, Long> rows =
        erasure.remove(person, table -> step(run, "removing", "erase.before-" + table.tableName()));
    CrashPoint.reach("erase.removed", 0);
    long leftFiles =
        erasure.forget(table -> step(run, "forgetting", "erase.forgetting-" + table.tableName()));
    progress.done();
    run.finish(State.DONE);
    return new EraseResult(
        run.id(),
        person.recordings().size(),
        person.profiles().size(),
        rows,
        leftFiles,
        Duration.between(start, Instant.now()));
  }

  /** Without the text, which may quote an id into the table of runs. */
  private static String reason(RuntimeException failure) {
    return failure.getClass().getName() + ": the log of the erasure says more";
  }

  private void step(Run run, String what, String point) {
    run.checkLease();
    spark.sparkContext().setJobGroup(run.id(), "erase: " + what + " " + point, true);
    progress.advance(1);
    CrashPoint.reach(point, 0);
  }

  private void refuseBlank() {
    if (recordings.isEmpty() && profiles.isEmpty()) {
      throw bad("recording", "Nothing to erase: give a recording or a profile.");
    }
    if (recordings.stream().anyMatch(String::isBlank)
        || profiles.stream().anyMatch(String::isBlank)) {
      throw bad("recording", "An id to erase is blank: give the id of a recording or profile.");
    }
    if (profiles.stream().anyMatch(EraseJob::isNobody)) {
      throw bad("profile", "The profile of zeros is nobody's: give the id of a profile.");
    }
  }

  private static boolean isNobody(String id) {
    return id.strip().replace("-", "").equals(ProfileId.NOBODY.replace("-", ""));
  }

  private static RequestException bad(String field, String message) {
    return new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR, Fault.REQUEST_BAD_VALUE, List.of(field), message);
  }

  /** Has counts in place of the ids. */
  private Run.Request request() {
    String plan = Json.write(Map.of("recordings", recordings.size(), "profiles", profiles.size()));
    String key = Suppressions.load(warehouse).key(recordings, profiles);
    return new Run.Request(NAME, key, plan, null, null, null, trace);
  }
}
