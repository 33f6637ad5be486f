package org.voxmatrix.jobs.evaluate;

import java.time.Duration;
import java.util.List;

/** What an evaluation found. */
public record EvaluateResult(
    String runId, Evaluation evaluation, List<EvaluationPoint> points, Duration elapsed) {}
