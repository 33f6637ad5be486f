package org.voxmatrix.jobs.export;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.spark.sql.SaveMode;
import org.voxmatrix.ledger.GivenId;

/**
 * What is to be exported, and how.
 *
 * @param what a table's name, {@code scores} or {@code retry}
 * @param out a folder on any Hadoop file system
 * @param runId only the rows of that run; null for all
 * @param format of the files
 * @param csvSafe whether spreadsheets are to take no cell of CSV for a formula
 * @param mode whether existing files may be replaced
 */
@RecordBuilder
public record ExportSettings(
    String what, String out, String runId, Format format, boolean csvSafe, SaveMode mode)
    implements ExportSettingsBuilder.With {

  public ExportSettings {
    runId = GivenId.of(runId);
  }

  /**
   * How the files are written. CSV has Base64 for bytes, and JSON for arrays, maps and structures.
   */
  public enum Format {
    PARQUET,
    CSV,
    JSON,
    /** Of table {@code segments} alone. */
    RTTM
  }

  /** All rows as Parquet, in a new folder. */
  public static ExportSettings of(String what, String out) {
    return new ExportSettings(what, out, null, Format.PARQUET, false, SaveMode.ErrorIfExists);
  }
}
