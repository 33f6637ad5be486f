package org.voxmatrix.cli.options;

import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How scores are normalized. */
public final class NormOptions {

  /** As users write them. */
  enum Norm {
    none,
    s,
    as
  }

  @Option(names = "--norm", paramLabel = "none|s|as", descriptionKey = "normalization.norm")
  private Norm norm;

  @Option(names = "--cohort", paramLabel = "SET|own", descriptionKey = "normalization.cohort")
  private String cohort;

  @Option(
      names = "--top-n",
      paramLabel = "N",
      descriptionKey = "normalization.top-n",
      defaultValue = "200")
  private int topN;

  /**
   * Null not to normalize.
   *
   * @throws ParameterException if the options contradict each other
   */
  public CohortChoice choice(CommandSpec spec) {
    Integer best = topN(spec);
    if (best == null && cohort != null) {
      throw new ParameterException(spec.commandLine(), "--cohort is for --norm s or as: give both");
    }
    return best == null ? null : new CohortChoice(cohort, best);
  }

  /** Null for none. */
  String cohort() {
    return cohort;
  }

  /**
   * How many of the cohort's scores count; 0 for all, null not to normalize.
   *
   * @throws ParameterException if there is no cohort to normalize by
   */
  Integer topN(CommandSpec spec) {
    if (norm == null || norm == Norm.none) {
      return null;
    }
    if (cohort == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--norm needs --cohort: a set of other speakers' voiceprints, or own");
    }
    return norm == Norm.s ? 0 : topN;
  }
}
