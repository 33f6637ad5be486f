package org.voxmatrix.tables.repair;

import org.voxmatrix.tables.VoxTable;

/**
 * A file that a table names and that is not as the table says.
 *
 * @param file its path below the table's folder, which tells of runs and waves alone
 * @param fault the rest of a sentence that begins with the file
 */
public record Damage(VoxTable table, Part part, String file, String fault) {

  /** What the file is to the table. */
  public enum Part {
    /** The list of a snapshot's manifests: without it, none of its rows is known. */
    MANIFEST_LIST("manifest list"),
    /** A list of data files. */
    MANIFEST("manifest"),
    /** Rows. */
    DATA("data file"),
    /** Which rows of data files do not count. */
    DELETES("delete file");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }

  /** As a sentence, without a full stop. */
  @Override
  public String toString() {
    return part.words + " " + file + " " + fault;
  }
}
