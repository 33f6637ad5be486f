package org.voxmatrix.jobs.identify;

import java.util.List;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.tables.VoxTable;

/**
 * Who speaks in one channel of a recording.
 *
 * @param operationId id of its task
 * @param identifiedProfileId {@link ProfileId#NOBODY} where no profile is like enough
 * @param confidence Low, Normal or High
 * @param score of the best profile
 * @param ranking best profiles, best first
 */
public record IdentificationRow(
    String runId,
    int wave,
    String operationId,
    String recordingId,
    int channelNumber,
    String identifiedProfileId,
    String confidence,
    Double score,
    List<Ranked> ranking) {

  /** A profile and its score. */
  public record Ranked(String profileId, double score) {}

  public Record toRecord() {
    Types.StructType struct =
        VoxTable.IDENTIFICATIONS
            .schema()
            .findField("profiles_ranking")
            .type()
            .asListType()
            .elementType()
            .asStructType();
    Record row = GenericRecord.create(VoxTable.IDENTIFICATIONS.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("operation_id", operationId);
    row.setField("recording_id", recordingId);
    row.setField("channel_number", channelNumber);
    row.setField("identified_profile_id", identifiedProfileId);
    row.setField("confidence", confidence);
    row.setField("score", score);
    row.setField(
        "profiles_ranking",
        ranking.stream()
            .map(
                ranked -> {
                  Record one = GenericRecord.create(struct);
                  one.setField("profile_id", ranked.profileId());
                  one.setField("score", ranked.score());
                  return one;
                })
            .toList());
    return row;
  }
}
