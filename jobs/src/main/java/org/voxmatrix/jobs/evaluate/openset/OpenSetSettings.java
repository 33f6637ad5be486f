package org.voxmatrix.jobs.evaluate.openset;

import java.util.List;
import java.util.Map;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.Within;
import org.voxmatrix.jobs.evaluate.input.LabelFile;

/**
 * What an open-set evaluation is to do.
 *
 * @param scores of gallery and probes: a text file, or {@code run:ID} of a comparison, whose set A
 *     is the gallery
 * @param labels a file of ids and persons
 * @param galleries numbers of people in galleries; empty for some up to all
 * @param thresholds scores whose error rates are stated
 * @param falsePositiveRates rates whose thresholds are stated
 */
public record OpenSetSettings(
    String scores,
    String labels,
    List<Integer> galleries,
    List<Double> thresholds,
    List<Double> falsePositiveRates) {

  /**
   * @throws RequestException {@code request.bad-value}
   */
  public OpenSetSettings {
    galleries = List.copyOf(galleries);
    thresholds = List.copyOf(thresholds);
    falsePositiveRates = List.copyOf(falsePositiveRates);
    galleries.forEach(size -> Within.check("gallery", size, 1, Integer.MAX_VALUE));
    falsePositiveRates.forEach(rate -> Within.check("false_positive_rate", rate, 0, 1));
    for (double threshold : thresholds) {
      if (!Double.isFinite(threshold)) {
        throw RequestException.badValue(
            "threshold", "threshold is %s; it must be a number.".formatted(threshold));
      }
    }
    if (labels != null && !LabelFile.isFile(labels)) {
      throw RequestException.badValue(
          "labels", "labels must be a file of ids and persons for an open-set evaluation.");
    }
  }

  RunPlan plan(String identity) {
    return RunPlan.of(
        "evaluate",
        new OpenSetSettings(null, null, galleries, thresholds, falsePositiveRates),
        new OpenSetSettings(null, null, List.of(), List.of(), List.of()),
        Map.of("open_set_sha256", identity),
        null,
        null);
  }
}
