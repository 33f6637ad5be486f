package org.voxmatrix.jobs.profiles;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.VoxTable;

/**
 * One enrollment that was asked for.
 *
 * @param enrollmentId id of its task and operation
 * @param profileId a GUID, or what was given in place of one, or null
 * @param state done, rejected or failed
 * @param fault our type of the error, or null
 * @param code the service's error code, or null
 * @param message the service's error message, or null
 * @param audioLength seconds, or null where the audio could not be read
 * @param speechLength seconds, or null
 * @param snrDb dB, or null where it cannot be told
 * @param voiceprint Base64, or null
 * @param phraseFeatures what a later phrase is compared with, or null
 * @param document the service's answer, JSON
 */
@SuppressWarnings("ArrayRecordComponent") // a row on its way to the table, never compared
public record EnrollmentRow(
    String runId,
    int wave,
    long position,
    String enrollmentId,
    String profileId,
    String recordingId,
    String uri,
    State state,
    String fault,
    String code,
    String message,
    Double audioLength,
    Double speechLength,
    Double snrDb,
    String passPhrase,
    String voiceprint,
    String modelFingerprint,
    byte[] phraseFeatures,
    String document,
    Instant finishedAt) {

  public Record toRecord() {
    Record row = GenericRecord.create(VoxTable.ENROLLMENTS.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("position", position);
    row.setField("enrollment_id", enrollmentId);
    row.setField("profile_id", profileId);
    row.setField("recording_id", recordingId);
    row.setField("uri", uri);
    row.setField("state", state.word());
    row.setField("fault", fault);
    row.setField("code", code);
    row.setField("message", message);
    row.setField("audio_length", audioLength);
    row.setField("speech_length", speechLength);
    row.setField("snr_db", snrDb);
    row.setField("pass_phrase", passPhrase);
    row.setField("voiceprint", voiceprint);
    row.setField("model_fingerprint", modelFingerprint);
    row.setField(
        "phrase_features", phraseFeatures == null ? null : ByteBuffer.wrap(phraseFeatures));
    row.setField("document", document);
    row.setField("finished_at", finishedAt.atOffset(ZoneOffset.UTC));
    return row;
  }

  public static EnrollmentRow of(Record row) {
    Fields fields = new Fields(row);
    return new EnrollmentRow(
        fields.string("run_id"),
        fields.integer("wave"),
        fields.longInteger("position"),
        fields.string("enrollment_id"),
        fields.string("profile_id"),
        fields.string("recording_id"),
        fields.string("uri"),
        State.of(fields.string("state")),
        fields.string("fault"),
        fields.string("code"),
        fields.string("message"),
        fields.nullableReal("audio_length"),
        fields.nullableReal("speech_length"),
        fields.nullableReal("snr_db"),
        fields.string("pass_phrase"),
        fields.string("voiceprint"),
        fields.string("model_fingerprint"),
        fields.bytes("phrase_features"),
        fields.string("document"),
        fields.instant("finished_at"));
  }
}
