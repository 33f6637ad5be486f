package org.voxmatrix.jobs.erase;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.evidence.WrittenReport;
import org.voxmatrix.jobs.profiles.ProfileRemake;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.VoxTable;

/**
 * Removes recordings and profiles from every table, from what tables keep of their past and from
 * files that killed runs left, and keeps them from coming back. Runs alone; if it is interrupted,
 * it is to be run again. {@code docs/erasure.md} says what happens to each table. Ids that are in
 * no table are kept from coming in all the same.
 */
public final class EraseJob {

  private final JobContext context;
  private final EraseSettings settings;
  private final Erasure erasure;

  public EraseJob(JobContext context, EraseSettings settings) {
    this.context = context;
    this.settings = settings;
    this.erasure = new Erasure(context.spark(), context.warehouse());
  }

  /**
   * Runs the job.
   *
   * @throws org.voxmatrix.error.RequestException {@code run.live} if another process works on a run
   *     for longer than there is patience; nothing is done then
   */
  public EraseResult execute() {
    JobRun job = new JobRun(context);
    context.warehouse().createTables();
    return job.executeAlone(plan(), settings.patience(), run -> work(run, job));
  }

  private EraseResult work(Run run, JobRun job) {
    if (run.isPlanned()) {
      run.resume();
    } else {
      run.plan(List.of(), 0, 0);
    }
    ErasureSubject person = erasure.find(settings.recordings(), settings.profiles());
    context.progress().total(2L * VoxTable.values().length, "steps");
    UnknownIds unknown = new IdSearch(context.warehouse(), settings, person).unknown(run.id());
    String reason =
        settings.reason() == null ? null : new IdsInText(person).words(settings.reason());
    // Before their names are blanked, where those are the person's.
    List<WrittenReport> reports = new EvidenceTable(context.warehouse()).personalReports();
    run.checkLease();
    // One that is resumed takes what is on the list for found: the rest comes at the end.
    erasure.suppress(person.without(unknown), run.id(), reason);
    CrashPoint.reach("erase.suppressed", 0);
    run.checkLease();
    new ProfileRemake(context.warehouse(), run.id(), settings.limits())
        .settle(id -> !person.profiles().contains(id), person.tasks()::contains);
    CrashPoint.reach("erase.remade", 0);
    Map<String, Long> rows =
        erasure.remove(person, table -> step(run, "removing", "erase.before-" + table.tableName()));
    CrashPoint.reach("erase.removed", 0);
    long orphanFiles =
        erasure.forget(table -> step(run, "forgetting", "erase.forgetting-" + table.tableName()));
    run.checkLease();
    erasure.suppress(person.only(unknown), run.id(), reason);
    context.progress().done();
    return new EraseResult(
        run.id(),
        person.recordings().size() - unknown.recordings().size(),
        person.profiles().size() - unknown.profiles().size(),
        unknown,
        rows,
        reports,
        orphanFiles,
        job.elapsed());
  }

  private void step(Run run, String what, String point) {
    run.checkLease();
    context.spark().sparkContext().setJobGroup(run.id(), "erase: " + what + " " + point, true);
    context.progress().advance(1);
    CrashPoint.reach(point, 0);
  }

  /** Has counts in place of the ids. The list may grow before the lease, so it is read again. */
  private RunPlan plan() {
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("profiles", settings.profiles().size());
    counts.put("recordings", settings.recordings().size());
    String key =
        Suppressions.load(context.warehouse()).key(settings.recordings(), settings.profiles());
    return new RunPlan("erase", key, Json.write(counts), null, null, null);
  }
}
