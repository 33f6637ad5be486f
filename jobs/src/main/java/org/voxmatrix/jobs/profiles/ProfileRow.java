package org.voxmatrix.jobs.profiles;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.VoxTable;

/**
 * One version of a profile.
 *
 * @param version from 1; every settled change of the profile is the next one
 * @param settled whether the version counts; one that does not shows what a run is about to settle
 * @param enrollmentsLength seconds of audio accepted
 * @param enrollmentsSpeechLength seconds of speech in it
 * @param passPhrase what all enrollments say, or null
 * @param voiceprint Base64, or null while there are too few enrollments
 * @param enrollmentIds the accepted enrollments, in order
 */
public record ProfileRow(
    String runId,
    int wave,
    String profileId,
    long version,
    boolean settled,
    ProfileStatus status,
    String kind,
    String locale,
    int enrollmentsCount,
    double enrollmentsLength,
    double enrollmentsSpeechLength,
    String passPhrase,
    String voiceprint,
    String model,
    String modelFingerprint,
    List<String> enrollmentIds,
    Instant createdAt,
    Instant updatedAt) {

  public ProfileRow {
    enrollmentIds = List.copyOf(enrollmentIds);
  }

  /** A new profile, before its first enrollment. */
  public static ProfileRow empty(String profileId, ProfileKind kind, String locale) {
    Instant now = Instant.now();
    return new ProfileRow(
        null,
        0,
        profileId,
        0,
        true,
        ProfileStatus.ENROLLING,
        kind.word(),
        locale,
        0,
        0,
        0,
        null,
        null,
        null,
        null,
        List.of(),
        now,
        now);
  }

  /** The same with a voiceprint. */
  public ProfileRow withVoiceprint(String text, String madeBy) {
    return new ProfileRow(
        runId,
        wave,
        profileId,
        version,
        settled,
        status,
        kind,
        locale,
        enrollmentsCount,
        enrollmentsLength,
        enrollmentsSpeechLength,
        passPhrase,
        text,
        madeBy,
        modelFingerprint,
        enrollmentIds,
        createdAt,
        updatedAt);
  }

  /** The same with another status, not settled. */
  public ProfileRow staged(ProfileStatus next) {
    return new ProfileRow(
        runId,
        wave,
        profileId,
        version,
        false,
        next,
        kind,
        locale,
        enrollmentsCount,
        enrollmentsLength,
        enrollmentsSpeechLength,
        passPhrase,
        null,
        null,
        null,
        enrollmentIds,
        createdAt,
        updatedAt);
  }

  public Record toRecord() {
    Record row = GenericRecord.create(VoxTable.PROFILES.schema());
    row.setField("run_id", runId);
    row.setField("wave", wave);
    row.setField("profile_id", profileId);
    row.setField("version", version);
    row.setField("settled", settled);
    row.setField("status", status.word());
    row.setField("kind", kind);
    row.setField("locale", locale);
    row.setField("enrollments_count", enrollmentsCount);
    row.setField("enrollments_length", enrollmentsLength);
    row.setField("enrollments_speech_length", enrollmentsSpeechLength);
    row.setField("pass_phrase", passPhrase);
    row.setField("voiceprint", voiceprint);
    row.setField("model", model);
    row.setField("model_fingerprint", modelFingerprint);
    row.setField("enrollment_ids", enrollmentIds);
    row.setField("created_at", createdAt.atOffset(ZoneOffset.UTC));
    row.setField("updated_at", updatedAt.atOffset(ZoneOffset.UTC));
    return row;
  }

  public static ProfileRow of(Record row) {
    Fields fields = new Fields(row);
    return new ProfileRow(
        fields.string("run_id"),
        fields.integer("wave"),
        fields.string("profile_id"),
        fields.longInteger("version"),
        (Boolean) row.getField("settled"),
        ProfileStatus.of(fields.string("status")),
        fields.string("kind"),
        fields.string("locale"),
        fields.integer("enrollments_count"),
        fields.real("enrollments_length"),
        fields.real("enrollments_speech_length"),
        fields.string("pass_phrase"),
        fields.string("voiceprint"),
        fields.string("model"),
        fields.string("model_fingerprint"),
        fields.strings("enrollment_ids"),
        fields.instant("created_at"),
        fields.instant("updated_at"));
  }
}
