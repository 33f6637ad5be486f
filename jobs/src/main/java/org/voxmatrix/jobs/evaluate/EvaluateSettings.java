package org.voxmatrix.jobs.evaluate;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.RunPlan;
import org.voxmatrix.jobs.Within;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.evaluate.evidence.WorstPairs;
import org.voxmatrix.jobs.evaluate.metric.Metric;
import org.voxmatrix.metrics.ErrorRates;
import org.voxmatrix.metrics.TrialCounts;

/**
 * What an evaluation is to do.
 *
 * @param choice which trials
 * @param rawModel voiceprints are raw Base64 float32 vectors of that system; or null
 * @param model folder of the model bundle that made the voiceprints; null for the bundle in the jar
 * @param skipBad whether voiceprints that are invalid or without a label are left out, not refused
 * @param cohort by which scores are normalized; null not to
 * @param calibration by which they become log-likelihood ratios: an id, a name, latest or model;
 *     null to leave them as they are
 * @param priors how probable a target trial is in the applications that costs are stated for
 * @param thresholds scores whose error rates are stated
 * @param falseAlarmRates rates whose thresholds are stated
 * @param by properties by which trials are told apart: columns or attributes of the sets, or bands
 * @param worst how many of the worst misses and false alarms are kept, with the ids of their sides
 */
@RecordBuilder
public record EvaluateSettings(
    TrialChoice choice,
    String rawModel,
    String model,
    boolean skipBad,
    CohortChoice cohort,
    String calibration,
    List<Double> priors,
    List<Double> thresholds,
    List<Double> falseAlarmRates,
    List<String> by,
    int worst)
    implements EvaluateSettingsBuilder.With {

  /** The operating points that evaluations of speaker recognition state. */
  public static final List<Double> PRIORS = List.of(0.05, 0.01, 0.001);

  public static final List<Double> FALSE_ALARM_RATES = List.of(0.1, 0.01, 0.001, 0.0001);

  /**
   * @throws RequestException {@code request.bad-value} if a prior or a rate is no share, or a
   *     threshold no number
   */
  public EvaluateSettings {
    if (cohort != null
        && choice != null
        && (choice.labels() == null || choice.trials() != null || choice.scores() != null)) {
      throw RequestException.badValue(
          "cohort", "Scores are normalized for sets with labels only: leave the cohort out.");
    }
    if (calibration != null && choice != null && (choice.labels() == null || choice.a() == null)) {
      throw RequestException.badValue(
          "calibration",
          "Scores are calibrated for sets with labels only: leave the calibration out.");
    }
    priors = List.copyOf(priors);
    thresholds = List.copyOf(thresholds);
    falseAlarmRates = List.copyOf(falseAlarmRates);
    by = List.copyOf(by);
    if (choice != null && choice.labels() != null && by.contains(choice.labels())) {
      throw RequestException.badValue(
          "by", "by names the speakers themselves: name a property that many of them share.");
    }
    for (double prior : priors) {
      if (!(prior > 0 && prior < 1)) {
        throw RequestException.badValue(
            "prior", "prior is %s; it must be above 0 and below 1.".formatted(prior));
      }
    }
    falseAlarmRates.forEach(rate -> Within.check("false_alarm_rate", rate, 0, 1));
    Within.check("worst", worst, 0, WorstPairs.MOST);
    for (double threshold : thresholds) {
      if (!Double.isFinite(threshold)) {
        throw RequestException.badValue(
            "threshold", "threshold is %s; it must be a number.".formatted(threshold));
      }
    }
  }

  /** The usual metrics of some trials. */
  public static EvaluateSettings of(TrialChoice choice) {
    return new EvaluateSettings(
        choice, null, null, false, null, null, PRIORS, List.of(), FALSE_ALARM_RATES, List.of(), 0);
  }

  /** What is measured, with intervals. */
  List<Metric> metrics() {
    List<Metric> metrics = costs();
    for (double rate : falseAlarmRates) {
      metrics.add(new Metric(Metric.Kind.MISS_RATE_AT_FALSE_ALARM_RATE, rate));
    }
    addRates(metrics, thresholds);
    return metrics;
  }

  /**
   * What is measured of each condition. Rates are at thresholds of all trials: the given ones, or
   * that of equal errors.
   */
  List<Metric> metricsOfConditions(TrialCounts all) {
    List<Metric> metrics = costs();
    List<Double> shared =
        thresholds.isEmpty()
            ? Stream.of(ErrorRates.of(all).equalErrorThreshold()).filter(Double::isFinite).toList()
            : thresholds;
    addRates(metrics, shared);
    return metrics;
  }

  /** What needs no threshold or rate. */
  private List<Metric> costs() {
    List<Metric> metrics =
        new ArrayList<>(
            List.of(
                Metric.of(Metric.Kind.EER),
                Metric.of(Metric.Kind.CLLR),
                Metric.of(Metric.Kind.MIN_CLLR)));
    for (double prior : priors) {
      metrics.add(new Metric(Metric.Kind.ACTUAL_DCF, prior));
      metrics.add(new Metric(Metric.Kind.MIN_DCF, prior));
    }
    return metrics;
  }

  private static void addRates(List<Metric> metrics, List<Double> thresholds) {
    for (double threshold : thresholds) {
      metrics.add(new Metric(Metric.Kind.MISS_RATE, threshold));
      metrics.add(new Metric(Metric.Kind.FALSE_ALARM_RATE, threshold));
    }
  }

  RunPlan plan(TrialSource trials, SetModel model) {
    return RunPlan.of(
        "evaluate",
        withChoice(null).withRawModel(null).withModel(null).withCohort(null).withCalibration(null),
        of(null),
        Map.of("trials_sha256", Sha256.hex(trials.identity())),
        model == null ? null : model.name(),
        model == null ? null : model.fingerprintHex());
  }
}
