package org.voxmatrix.jobs.evaluate;

import java.time.Duration;
import java.util.List;
import org.voxmatrix.jobs.evaluate.metric.Metrics;

/**
 * What an evaluation found.
 *
 * @param metrics with their intervals
 * @param elapsed null for an evaluation that was made before
 */
public record EvaluateResult(
    String runId,
    Evaluation evaluation,
    List<EvaluationPoint> points,
    Metrics metrics,
    Duration elapsed) {}
