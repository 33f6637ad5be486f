package org.voxmatrix.jobs.evaluate.report;

import java.util.List;
import java.util.function.UnaryOperator;

/** What can be written as a page, and as plots. */
public interface Report {

  /** Of the evaluation. */
  String runId();

  /** Whether it holds ids of recordings. */
  boolean isPersonal();

  /** In the order in which they are seen. */
  List<Figure> figures();

  /**
   * The page.
   *
   * @param audio a data URI for each id of a worst error, or null
   */
  String page(UnaryOperator<String> audio);
}
