package org.voxmatrix.jobs.upgrade;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voxmatrix.jobs.RunResult;

/**
 * What an upgrade did.
 *
 * @param run the enrollments that profiles were made of again
 * @param former name of the model that the corpus had
 * @param next name of the one that it was brought to
 * @param recordings that the run has extracted again
 * @param profiles that it has made again
 * @param left what has no voiceprints of the next model
 * @param agreement of the two; empty where the former model is not on this machine
 */
public record UpgradeResult(
    RunResult run,
    String former,
    String next,
    long recordings,
    long profiles,
    List<LeftRow> left,
    List<AgreementRow> agreement) {

  /** How much was left, by fault. */
  public Map<String, Long> left(LeftRow.Kind kind) {
    Map<String, Long> counts = new TreeMap<>();
    left.stream()
        .filter(row -> row.kind() == kind)
        .forEach(row -> counts.merge(row.fault(), 1L, Long::sum));
    return counts;
  }
}
