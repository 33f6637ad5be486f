package org.voxmatrix.jobs.evaluate.report;

import org.voxmatrix.report.Chart;

/**
 * A chart of a report.
 *
 * @param caption how to read it
 */
record Figure(Chart chart, String caption) {}
