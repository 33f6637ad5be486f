package org.voxmatrix.ledger;

import java.io.Serializable;

/**
 * One item of a frozen plan.
 *
 * @param position order in the run, from 0
 * @param uri where the recording is, or null when its bytes are in the manifest
 * @param size bytes, or -1 when unknown
 * @param file manifest file that names the item
 * @param rowIndex row of the item in that file, from 0; -1 where the recording was erased
 * @param repeated whether an earlier item of the input has the same id
 * @param profileId the profile that an enrollment is for, or null
 */
public record PlanItem(
    int wave,
    long position,
    String taskId,
    String itemId,
    String uri,
    long size,
    String file,
    long rowIndex,
    boolean repeated,
    String profileId)
    implements Serializable {

  /** Stands where the id of an erased recording stood. */
  public static final String ERASED = "erased";

  /** Work on a whole input or a part of it, which is no recording. */
  public static PlanItem ofWork(int wave, long position, String taskId, String what) {
    return new PlanItem(wave, position, taskId, what, null, -1, "", 0, false, null);
  }

  /** The same place in the plan, without anything that tells which recording it was. */
  public PlanItem erased() {
    return new PlanItem(wave, position, taskId, ERASED, null, -1, "", -1, false, null);
  }

  /** With the bytes that were read, where the file is another one than when it was listed. */
  public PlanItem withSize(long read) {
    return new PlanItem(
        wave, position, taskId, itemId, uri, read, file, rowIndex, repeated, profileId);
  }

  /** Whether the recording was erased: there is nothing to do, and nothing to do it with. */
  public boolean isErased() {
    return rowIndex < 0;
  }
}
