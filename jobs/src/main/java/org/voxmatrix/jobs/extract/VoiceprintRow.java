package org.voxmatrix.jobs.extract;

import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.VoxTable;

/**
 * One channel of one recording.
 *
 * @param id recording id and channel, unique in a run
 * @param voiceprint Base64, or null where the channel has no speech
 * @param speechLength seconds of speech
 * @param audioLength seconds of audio
 * @param snrDb signal-to-noise ratio in dB, or null where it cannot be told
 * @param attributes further columns of the manifest
 */
public record VoiceprintRow(
    int wave,
    String taskId,
    String id,
    String recordingId,
    String uri,
    int channelNumber,
    String voiceprint,
    double speechLength,
    String model,
    String modelFingerprint,
    double audioLength,
    int sampleRate,
    String codec,
    Double snrDb,
    Map<String, String> attributes)
    implements Serializable {

  public Record toRecord(String runId, OffsetDateTime extractedAt) {
    Record row = GenericRecord.create(VoxTable.VOICEPRINTS.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("task_id", taskId);
    row.setField("id", id);
    row.setField("recording_id", recordingId);
    row.setField("uri", uri);
    row.setField("channel_number", channelNumber);
    row.setField("voiceprint", voiceprint);
    row.setField("speech_length", speechLength);
    row.setField("model", model);
    row.setField("model_fingerprint", modelFingerprint);
    row.setField("audio_length", audioLength);
    row.setField("sample_rate", sampleRate);
    row.setField("codec", codec);
    row.setField("snr_db", snrDb);
    row.setField("attributes", attributes);
    row.setField("extracted_at", extractedAt);
    return row;
  }

  @SuppressWarnings("unchecked")
  public static VoiceprintRow of(Record row) {
    Fields fields = new Fields(row);
    return new VoiceprintRow(
        fields.integer("wave"),
        fields.string("task_id"),
        fields.string("id"),
        fields.string("recording_id"),
        fields.string("uri"),
        fields.integer("channel_number"),
        fields.string("voiceprint"),
        fields.real("speech_length"),
        fields.string("model"),
        fields.string("model_fingerprint"),
        fields.real("audio_length"),
        fields.integer("sample_rate"),
        fields.string("codec"),
        fields.nullableReal("snr_db"),
        (Map<String, String>) row.getField("attributes"));
  }
}
