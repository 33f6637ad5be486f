package org.voxmatrix.jobs.profiles;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.voxmatrix.ledger.State;

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
 * @param document the service's answer as JSON, in rows of earlier versions; otherwise empty
 */
@RecordBuilder
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
    Instant finishedAt,
    EnrollmentProgress progress)
    implements EnrollmentRowBuilder.With {}
