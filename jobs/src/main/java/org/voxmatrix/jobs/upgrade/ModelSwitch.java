package org.voxmatrix.jobs.upgrade;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.extract.VoiceprintTable;
import org.voxmatrix.jobs.models.ModelInUse;
import org.voxmatrix.jobs.models.ModelInUseTable;
import org.voxmatrix.jobs.profiles.ProfileTable;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.tables.CrashPoint;
import org.voxmatrix.tables.Warehouse;

/**
 * Makes another model that of all jobs that name none: one commit, after which each job that begins
 * uses it. Nothing else changes, so switching back is the same. Needs no Spark.
 */
public record ModelSwitch(Warehouse warehouse) {

  /**
   * What was switched.
   *
   * @param before what was in use; null for the bundled model
   * @param now what is; the same where nothing had to be changed
   */
  public record Switched(ModelInUse before, ModelInUse now) {}

  /**
   * Switches.
   *
   * @param location as {@link ModelInUse#location}
   * @throws RequestException {@code run.unfinished} if an upgrade to the model was interrupted, or
   *     if there is nothing of it
   */
  public Switched execute(ModelBundle bundle, String location) {
    String fingerprint = bundle.fingerprintHex();
    ModelInUseTable models = new ModelInUseTable(warehouse);
    ModelInUse before = models.now().orElse(null);
    if (before != null
        && before.modelFingerprint().equals(fingerprint)
        && before.location().equals(location)) {
      return new Switched(before, before);
    }
    boolean unfinished =
        new Ledger(warehouse)
            .runs().stream()
                .filter(run -> run.job().equals(UpgradeSettings.JOB) && !run.isFinished())
                .anyMatch(run -> fingerprint.equals(run.modelFingerprint()));
    if (unfinished) {
      throw new RequestException(
          Fault.RUN_UNFINISHED,
          List.of("switch"),
          "The upgrade to model %s is not finished: run 'voxmatrix upgrade --model %s' again, then switch."
              .formatted(location, location));
    }
    if (!isThere(fingerprint)) {
      throw RequestException.badValue(
          "switch",
          "The warehouse has no voiceprints and no profiles of model %s: run 'voxmatrix upgrade --model %s' first."
              .formatted(location, location));
    }
    ModelInUse now = models.use(bundle, location);
    CrashPoint.reach("upgrade.after-switch", 0);
    return new Switched(before, now);
  }

  private boolean isThere(String fingerprint) {
    return new ProfileTable(warehouse).models().containsKey(fingerprint)
        || new VoiceprintTable(warehouse).hasModel(fingerprint);
  }
}
