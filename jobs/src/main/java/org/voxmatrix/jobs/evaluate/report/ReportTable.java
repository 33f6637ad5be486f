package org.voxmatrix.jobs.evaluate.report;

import java.util.List;

/**
 * A table of a report, as text.
 *
 * @param note what stands below the title; may be empty
 * @param columns their headings
 * @param rows of as many cells each, the first of which says what the row is of
 */
public record ReportTable(String title, String note, List<String> columns, List<Row> rows) {

  /**
   * @param head what the row is of
   */
  public record Row(String head, List<Cell> cells) {}

  /**
   * @param text may be empty
   * @param range what its interval is; empty for none
   * @param id whether it is an id, which may be long
   * @param audio a data URI; null for none
   */
  public record Cell(String text, String range, boolean id, String audio) {

    public static Cell of(String text) {
      return of(text, "");
    }

    static Cell of(String text, String range) {
      return new Cell(text, range, false, null);
    }

    static Cell ofId(String id, String audio) {
      return new Cell(id, "", true, audio);
    }
  }
}
