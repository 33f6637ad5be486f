package org.voxmatrix.jobs.nights;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifyResult;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.manifest.IfEmpty;
import org.voxmatrix.manifest.ManifestJob;
import org.voxmatrix.manifest.ManifestSettings;

/**
 * Looks for the profiles of a watchlist in recordings that arrived since the last night. Which ones
 * a night takes is frozen first, so one that is resumed or repeated has the same; the next one
 * finishes it before its own. A night that was missed, or could not begin, leaves its recordings to
 * the next. Only one process does nights at a time.
 */
public final class NightlyJob {

  private static final String NAME = "nightly";

  private final JobContext context;
  private final NightlySettings settings;
  private final NightTables tables;
  private final NightFolder folder;

  public NightlyJob(JobContext context, NightlySettings settings) {
    this.context = context;
    this.settings = settings;
    this.tables = new NightTables(context.spark(), context.warehouse());
    this.folder = NightFolder.of(settings.folder(), context.hadoop());
  }

  /**
   * Runs the job.
   *
   * @return the nights done, in order
   * @throws RequestException {@code run.live} while another process does a night; or as {@link
   *     IdentifyJob#execute}
   */
  public List<NightlyResult> execute() {
    return JobRun.amongErasures(context, own -> new NightlyJob(own, settings).attempt());
  }

  private List<NightlyResult> attempt() {
    LocalDate night = settings.night();
    LocalDate today = settings.today();
    if (night != null && night.isAfter(today)) {
      throw RequestException.badValue(
          "night", "Night " + night + " is in the future; today is " + today + " (UTC).");
    }
    context.warehouse().createTables();
    Lease lease = Lease.acquire(context.warehouse(), NAME, left -> UUID.randomUUID().toString());
    try (lease) {
      return lease.during(() -> execute(night, today, lease));
    }
  }

  private List<NightlyResult> execute(LocalDate night, LocalDate today, Lease lease) {
    // Nothing is frozen for a night that could not begin.
    new IdentifyJob(context, settings.identification()).validate();
    List<LocalDate> unfinished = tables.unfinished();
    folder.clean(unfinished);
    List<NightlyResult> done = new ArrayList<>();
    for (LocalDate date : unfinished) {
      if (night == null && date.isBefore(today)) {
        done.add(execute(date, lease));
      }
    }
    done.add(execute(night == null ? today : night, lease));
    return done;
  }

  private NightlyResult execute(LocalDate date, Lease lease) {
    Instant start = Instant.now();
    long before = tables.count(date);
    if (before == 0) {
      requireToday(date);
      tables.begin(date);
      freeze(date, lease);
    } else {
      tables.begin(date);
    }
    long frozen = before == 0 ? tables.count(date) : before;
    if (frozen == 0) {
      return new NightlyResult(date, 0, 0, null, 0, Duration.between(start, Instant.now()));
    }
    Path manifest = manifest(date);
    IdentifyResult found =
        new IdentifyJob(
                context,
                settings.identification().withManifest(manifest.toString()).withRule(rule(date)))
            .execute();
    lease.check();
    tables.alert(date, found.run().runId());
    tables.finish(date, found.run().runId());
    folder.delete(manifest);
    return new NightlyResult(
        date,
        frozen,
        frozen - before,
        found,
        tables.alerts(date),
        Duration.between(start, Instant.now()));
  }

  /** What is asked of nights as what is asked of recordings. */
  private DecisionRule rule(LocalDate date) {
    DecisionRule rule = settings.identification().rule();
    DecisionRule own = rule.isOwn() ? rule.withEarlier(tables.earlier(date)) : rule;
    return rule.rate() == null
        ? own
        : own.withRate(rule.rate().ofRecordings(tables.usualCount(date)));
  }

  /** A past night has what it was given then, or nothing. */
  private void requireToday(LocalDate date) {
    if (!date.equals(settings.today())) {
      throw RequestException.badValue(
          "night",
          "The night of " + date + " was not run: its recordings belong to the next night.");
    }
  }

  /** Gives the night all recordings that no night has had. */
  private void freeze(LocalDate date, Lease lease) {
    Path listing = new Path(folder.listing(), "recordings.parquet");
    try {
      new ManifestJob(
              ManifestSettings.of(settings.recordings(), listing.toString())
                  .withAllowedRoots(settings.identification().allowedRoots())
                  .withReach(settings.identification().reach())
                  .withIfEmpty(IfEmpty.WRITE),
              context.hadoop())
          .execute(context.progress().ofPart());
      lease.check();
      tables.freeze(
          date,
          tables.fresh(
              context.spark().read().parquet(listing.toString()),
              Suppressions.load(context.warehouse())));
    } finally {
      folder.delete(folder.listing());
    }
  }

  private Path manifest(LocalDate date) {
    Path manifest = folder.manifest(date);
    if (!folder.isComplete(manifest)) {
      tables.recordings(date).coalesce(1).write().mode("overwrite").parquet(manifest.toString());
    }
    return manifest;
  }
}
