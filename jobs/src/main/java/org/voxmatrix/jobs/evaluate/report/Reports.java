package org.voxmatrix.jobs.evaluate.report;

import org.voxmatrix.tables.Warehouse;

/** Reports of evaluations of both kinds: of scores, and of identification. */
public final class Reports {

  private Reports() {}

  /**
   * The report of an evaluation in the tables.
   *
   * @throws org.voxmatrix.error.RequestException {@code evaluation.not-found}
   */
  public static Report of(Warehouse warehouse, String runId) {
    return IdentificationReport.of(warehouse, runId)
        .<Report>map(report -> report)
        .orElseGet(() -> EvaluationReport.of(warehouse, runId));
  }
}
