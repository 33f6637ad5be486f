package org.voxmatrix.ledger;

import java.io.Serializable;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.VoxTable;

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

  /** The same place in the plan, without anything that tells which recording it was. */
  public PlanItem erased() {
    return new PlanItem(wave, position, taskId, ERASED, null, -1, "", -1, false, null);
  }

  /** The same as an enrollment of that profile. */
  public PlanItem enrolling(String profile) {
    return new PlanItem(
        wave, position, taskId, itemId, uri, size, file, rowIndex, repeated, profile);
  }

  /** Whether the recording was erased: there is nothing to do, and nothing to do it with. */
  public boolean isErased() {
    return rowIndex < 0;
  }

  public Record toRecord(String runId) {
    Record row = GenericRecord.create(VoxTable.PLAN_ITEMS.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("position", position);
    row.setField("task_id", taskId);
    row.setField("item_id", itemId);
    row.setField("uri", uri);
    row.setField("size", size);
    row.setField("file", file);
    row.setField("row_index", rowIndex);
    row.setField("repeated", repeated);
    row.setField("profile_id", profileId);
    return row;
  }

  public static PlanItem of(Record row) {
    Fields fields = new Fields(row);
    return new PlanItem(
        fields.integer("wave"),
        fields.longInteger("position"),
        fields.string("task_id"),
        fields.string("item_id"),
        fields.string("uri"),
        fields.longInteger("size"),
        fields.string("file"),
        fields.longInteger("row_index"),
        (Boolean) row.getField("repeated"),
        fields.string("profile_id"));
  }
}
