package org.voxmatrix.jobs.evaluate.report;

import org.voxmatrix.report.Chart;

/**
 * A chart of a report.
 *
 * @param caption how to read it
 */
public record Figure(Chart chart, String caption) {}
