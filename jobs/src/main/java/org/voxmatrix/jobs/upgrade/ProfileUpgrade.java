package org.voxmatrix.jobs.upgrade;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileStatus;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.jobs.profiles.ProfileWriter;
import org.voxmatrix.jobs.profiles.Refusal;
import org.voxmatrix.jobs.profiles.audio.AnalyzedClaim;
import org.voxmatrix.jobs.profiles.audio.AudioAnalyses;
import org.voxmatrix.jobs.upgrade.Enrolled.Audio;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.ledger.TaskRow;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.WaveLoop;
import org.voxmatrix.recordings.WavePlan;
import org.voxmatrix.session.Models.Model;
import org.voxmatrix.tables.CrashPoint;

/**
 * Makes profiles again, of the recordings that they were enrolled with. Their items are these
 * enrollments; a wave has all of a profile. As when they were enrolled, enrollments are written
 * first, then the profiles, which is what decides, then tasks.
 */
final class ProfileUpgrade {

  private final JobContext context;
  private final UpgradeSettings settings;
  private final Run run;
  private final String former;
  private final Model next;
  private final ProfileTable profiles;
  private final EnrollmentTable enrollments;

  /**
   * @param former fingerprint of the model that the profiles have
   */
  ProfileUpgrade(JobContext context, UpgradeSettings settings, Run run, String former, Model next) {
    this.context = context;
    this.settings = settings;
    this.run = run;
    this.former = former;
    this.next = next;
    this.profiles = new ProfileTable(context.warehouse());
    this.enrollments = new EnrollmentTable(context.warehouse());
  }

  /** The enrollments that profiles lack with the next model. */
  WavePlan plan() {
    Enrolled enrolled = enrolled();
    List<PlanItem> items = new ArrayList<>();
    int wave = 0;
    int inWave = 0;
    for (ProfileRow profile : enrolled.had().values()) {
      Set<Audio> done = enrolled.known(profile.profileId()).keySet();
      List<Audio> todo =
          enrolled.were(profile.profileId()).keySet().stream()
              .filter(one -> !done.contains(one))
              .toList();
      if (inWave > 0 && inWave + todo.size() > settings.waveItems()) {
        wave++;
        inWave = 0;
      }
      for (Audio one : todo) {
        long position = items.size();
        items.add(
            new PlanItem(
                wave,
                position,
                RunPart.id(run.id(), position),
                one.recordingId(),
                one.uri(),
                -1,
                "",
                position,
                false,
                profile.profileId()));
      }
      inWave += todo.size();
    }
    return new WavePlan(items, 0);
  }

  /** The profiles that are enrolled with a model, or about to be. */
  private Map<String, ProfileRow> of(String fingerprint) {
    Map<String, ProfileRow> rows = new TreeMap<>();
    profiles.all(fingerprint).stream()
        .filter(profile -> fingerprint.equals(profile.modelFingerprint()))
        .filter(profile -> !profile.enrollmentIds().isEmpty())
        .forEach(profile -> rows.put(profile.profileId(), profile));
    return rows;
  }

  private Enrolled enrolled() {
    Map<String, ProfileRow> had = of(former);
    Map<String, ProfileRow> has = of(nextFingerprint());
    List<ProfileRow> all = new ArrayList<>(had.values());
    all.addAll(has.values());
    return new Enrolled(had, has, enrollments.of(all));
  }

  private String nextFingerprint() {
    return next.bundle().fingerprintHex();
  }

  /** Makes the profiles of all waves that are not done. */
  void make(List<PlanItem> items, UpgradeFolder folder, WaveLoop waves) {
    if (items.isEmpty()) {
      return;
    }
    Enrolled enrolled = enrolled();
    ProfileWriter writer =
        ProfileWriter.open(
            context.warehouse(),
            run.id(),
            items.stream().map(PlanItem::profileId).filter(id -> id != null).distinct().toList(),
            nextFingerprint());
    EnrollmentList list = new EnrollmentList(context, folder);
    try (Manifest recordings = list.write(items);
        AudioAnalyses analyses = list.analyses(recordings, settings, next)) {
      waves.each(
          list.placed(items, recordings),
          "enrollments",
          analyses.finished(),
          (number, wave) -> {
            if (writer.isSettled(number)) {
              analyses.finished().add(wave.size());
            } else {
              wave(number, analyses.of(wave), writer, enrolled);
            }
            finish(number, wave);
          });
    }
  }

  private void wave(
      int number, List<AnalyzedClaim> analyzed, ProfileWriter writer, Enrolled enrolled) {
    CrashPoint.reach("upgrade.before-data", number);
    RemadeProfiles made;
    do {
      made =
          new RemadeProfiles(
              run.id(), number, next.bundle(), settings.limits(), enrolled, writer.changed());
      made.addAll(analyzed);
      run.checkLease();
      enrollments.write(run.id(), number, made.enrollments());
      CrashPoint.reach("upgrade.after-enrollments", number);
      run.checkLease();
    } while (!writer.settle(number, made.profiles()));
    CrashPoint.reach("upgrade.after-profiles", number);
  }

  /** Writes the tasks that follow from the enrollments of a wave. */
  private void finish(int number, List<PlanItem> items) {
    Map<String, EnrollmentRow> rows = new HashMap<>();
    enrollments.of(run.id(), number).forEach(row -> rows.put(row.enrollmentId(), row));
    List<TaskRow> tasks = new ArrayList<>();
    for (PlanItem item : items) {
      EnrollmentRow row = rows.get(item.taskId());
      tasks.add(
          row == null
              ? FinishedItem.refused(item.erased(), Suppressions.refusal(), Instant.now())
                  .task(run, null)
              : FinishedItem.of(
                      item,
                      row.state(),
                      FinishedItem.detail(row.fault(), row.message(), null),
                      row.audioLength(),
                      row.finishedAt())
                  .task(run, null));
    }
    run.checkLease();
    new Ledger(context.warehouse()).writeTasks(run.id(), number, tasks);
    CrashPoint.reach("upgrade.after-tasks", number);
  }

  /** What of the profiles could not be brought along. */
  List<LeftRow> left(List<PlanItem> items) {
    List<LeftRow> left = new ArrayList<>();
    Map<String, String> faults = new LinkedHashMap<>();
    int waves = items.isEmpty() ? 0 : items.get(items.size() - 1).wave() + 1;
    for (int wave = 0; wave < waves; wave++) {
      for (EnrollmentRow row : enrollments.of(run.id(), wave)) {
        if (row.state() != State.DONE && row.profileId() != null) {
          faults.putIfAbsent(row.profileId(), row.fault());
          left.add(
              new LeftRow(
                  LeftRow.Kind.ENROLLMENT,
                  row.recordingId(),
                  row.profileId(),
                  row.uri(),
                  row.fault()));
        }
      }
    }
    Map<String, ProfileRow> has = of(nextFingerprint());
    for (ProfileRow profile : of(former).values()) {
      ProfileRow remade = has.get(profile.profileId());
      if (profile.status() == ProfileStatus.ENROLLED
          && (remade == null || remade.status() != ProfileStatus.ENROLLED)) {
        left.add(
            new LeftRow(
                LeftRow.Kind.PROFILE,
                null,
                profile.profileId(),
                null,
                faults.getOrDefault(profile.profileId(), Refusal.NOT_ENROLLED.fault().type())));
      }
    }
    return left;
  }
}
