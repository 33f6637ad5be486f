package org.voxmatrix.cli.options;

import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Trials of which it is known whether they are of one speaker. */
public final class TrialOptions {

  @Option(names = "--a", paramLabel = "SET", descriptionKey = "trials.a")
  private String a;

  @Option(names = "--b", paramLabel = "SET", descriptionKey = "trials.b")
  private String b;

  @Option(names = "--labels", paramLabel = "COLUMN|FILE", descriptionKey = "trials.labels")
  private String labels;

  @Option(names = "--trials", paramLabel = "FILE", descriptionKey = "trials.trials")
  private String trials;

  @Option(names = "--scores", paramLabel = "FILE|run:ID", descriptionKey = "trials.scores")
  private String scores;

  @Option(names = "--leave-out", paramLabel = "COLUMN", descriptionKey = "trials.leave-out")
  private String leaveOut;

  @Option(names = "--skip-bad", descriptionKey = "trials.skip-bad")
  private boolean skipBad;

  @Option(names = "--raw-model", paramLabel = "NAME", descriptionKey = "trials.raw-model")
  private String rawModel;

  @Mixin private ModelOption model;
  @Mixin private NormOptions norm;

  /**
   * @throws ParameterException if there is more than labels, and the set that has them
   */
  public void requireLabelsAlone(CommandSpec spec) {
    if (b != null || trials != null || scores != null || leaveOut != null) {
      throw new ParameterException(
          spec.commandLine(), "--people goes with --labels and --a alone, not with other trials");
    }
  }

  /**
   * @throws ParameterException unless there are scores and labels, and no more
   */
  public void requireScoresAndLabels(CommandSpec spec) {
    if (scores == null || labels == null || a != null || b != null || trials != null) {
      throw new ParameterException(
          spec.commandLine(), "--open-set goes with --scores and --labels FILE alone");
    }
  }

  /**
   * Scores with the trials that another system has scored, too.
   *
   * @throws ParameterException if there are no scores, or sets beside them
   */
  public TrialChoice ofScores(CommandSpec spec) {
    if (scores == null || a != null || b != null || leaveOut != null) {
      throw new ParameterException(
          spec.commandLine(), "--versus goes with --scores, and --labels FILE or --trials");
    }
    return new TrialChoice(null, null, scores, labels, trials, null);
  }

  public boolean skipBad() {
    return skipBad;
  }

  public String scores() {
    return scores;
  }

  /** Set A; or null. */
  public String set() {
    return a;
  }

  /** Where labels are; or null. */
  public String labels() {
    return labels;
  }

  /**
   * @throws ParameterException if they contradict each other
   */
  public EvaluateSettings settings(CommandSpec spec) {
    if (scores == null && (a == null || labels == null && trials == null)) {
      throw new ParameterException(
          spec.commandLine(), "give --a (and --b) with --labels or --trials, or --scores");
    }
    return EvaluateSettings.of(
            new TrialChoice(a, b == null ? a : b, scores, labels, trials, leaveOut))
        .withRawModel(rawModel)
        .withModel(model.location())
        .withSkipBad(skipBad)
        .withCohort(norm.choice(spec));
  }
}
