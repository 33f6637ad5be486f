package org.voxmatrix.jobs.link;

import java.time.Duration;

/** What a run of {@code link} did. */
public record LinkResult(String runId, LinkRow found, Duration elapsed) {}
