package org.voxmatrix.jobs.compare;

import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.cohort.Cohort;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.compare.cohort.KeptStatistics;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.Suppressions;

/**
 * A cohort before it is read.
 *
 * @param set null for a part of the compared voiceprints
 * @param part what another job chose of it; null for all
 */
public record CohortSource(CohortChoice choice, SetSource set, SetSource part) {

  private static final int DIGITS = 8;

  /** All of a cohort. */
  public CohortSource(CohortChoice choice, SetSource set) {
    this(choice, set, null);
  }

  /** The same cohort, of which only a part is used. */
  public CohortSource only(SetSource chosen) {
    return new CohortSource(choice, set, chosen);
  }

  /**
   * Opens a set of strangers.
   *
   * @throws RequestException if the set is not there, or of another form
   */
  public static SetSource members(JobContext context, SetModel model, String name) {
    return SetSource.open(context, model.fingerprintHex(), name, "cohort")
        .without(Suppressions.load(context.warehouse()));
  }

  /**
   * Opens the cohort.
   *
   * @return null for no choice
   * @throws RequestException if the set is not there, or of another form
   */
  public static CohortSource open(JobContext context, SetModel model, CohortChoice choice) {
    if (choice == null) {
      return null;
    }
    return new CohortSource(choice, choice.isOwn() ? null : members(context, model, choice.set()));
  }

  /** What tells the cohort from others. */
  public String identity() {
    return set == null ? CohortChoice.OWN : Sha256.hex(set.identity());
  }

  /** What tables call the scores. */
  public String scoreKind() {
    return choice.scoreKind(set == null ? identity() : identity().substring(0, DIGITS));
  }

  /**
   * Normalizes the scores of two sets. Their statistics with a whole cohort are kept for other
   * runs.
   *
   * @param run that keeps them
   * @throws RequestException if a voiceprint of the cohort is invalid, or {@code cohort.too-small}
   */
  public ComparedSets normalize(JobContext context, Run run, SetModel model, ComparedSets sets) {
    KeptStatistics kept =
        new KeptStatistics(
            context.warehouse(),
            run,
            model.fingerprintHex() == null ? "raw " + model.name() : model.fingerprintHex());
    if (set == null && part == null) {
      Cohort own = Cohort.own(context, choice, sets.b());
      try {
        return own.normalize(context, model.backend(), sets, kept);
      } finally {
        own.members().release();
      }
    }
    SetSource used = part == null ? set : part;
    try (ComparedSets read = model.read(context, used, used)) {
      if (!read.faults().isEmpty()) {
        ErrorDetail first = read.faults().get(0);
        throw new RequestException(RequestError.REQUEST_VALIDATION_ERROR, List.of(first));
      }
      return new Cohort(read.a(), choice)
          .normalize(context, model.backend(), sets, part == null ? kept : null);
    }
  }
}
