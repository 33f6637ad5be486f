package org.voxmatrix.jobs.link;

import java.util.Map;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.evaluate.input.LabelFile;

/**
 * Whose people are to be evaluated.
 *
 * @param people a run of {@code link}, with or without {@code run:}
 * @param labels a file of ids and speakers, or a column or attribute of {@code set}; null for the
 *     labels that the run was given
 * @param set the set that was linked, where a column is to be read; or null
 */
public record PeopleEvaluationSettings(String people, String labels, String set) {

  /**
   * @throws RequestException {@code request.bad-value} if it is not known where labels are
   */
  public PeopleEvaluationSettings {
    boolean column = labels != null && !LabelFile.isFile(labels);
    if (column && set == null) {
      throw RequestException.badValue(
          "labels",
          "labels is a column: give the set that was linked, too, by --a; or a file; or link with"
              + " --labels, and leave it out here.");
    }
    if (!column && set != null) {
      throw RequestException.badValue(
          "a", "The set a is for labels that are a column of it: leave it out.");
    }
  }

  RunPlan plan(LinkRow people, Map<String, String> inputs) {
    return RunPlan.of(
        "evaluate",
        new PeopleEvaluationSettings(people.runId(), null, null),
        new PeopleEvaluationSettings(null, null, null),
        inputs,
        people.model(),
        people.modelFingerprint());
  }
}
