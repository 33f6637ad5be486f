package org.voxmatrix.cli.options;

import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How scores are normalized. */
public final class NormOptions {

  @Option(
      names = "--norm",
      paramLabel = "none|s|as",
      descriptionKey = "normalization.norm",
      defaultValue = "none")
  private String norm;

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
    boolean none = norm.equals("none");
    if (!none && !norm.equals("s") && !norm.equals("as")) {
      throw new ParameterException(spec.commandLine(), "--norm must be none, s or as, not " + norm);
    }
    if (none != (cohort == null)) {
      throw new ParameterException(
          spec.commandLine(),
          none
              ? "--cohort is for --norm s or as: give both"
              : "--norm needs --cohort: a set of other speakers' voiceprints, or own");
    }
    return none ? null : new CohortChoice(cohort, norm.equals("s") ? 0 : topN);
  }
}
