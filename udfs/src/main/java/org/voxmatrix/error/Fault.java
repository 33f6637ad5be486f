package org.voxmatrix.error;

import java.util.Arrays;

/**
 * The closed list of faults of one item. Users and tests match on {@link #type()}, never on a
 * message; {@code docs/errors.md} explains each one.
 */
public enum Fault {
  AUDIO_NOT_FOUND("audio.not-found"),
  AUDIO_UNREADABLE("audio.unreadable"),
  AUDIO_FORBIDDEN("audio.forbidden"),
  AUDIO_EMPTY("audio.empty"),
  AUDIO_TOO_LARGE("audio.too-large"),
  AUDIO_UNKNOWN_FORMAT("audio.unknown-format"),
  AUDIO_UNSUPPORTED_CODEC("audio.unsupported-codec"),
  AUDIO_CORRUPT("audio.corrupt"),
  AUDIO_TRUNCATED("audio.truncated"),
  AUDIO_REPLACED("audio.replaced"),
  AUDIO_NOT_KEPT("audio.not-kept"),
  AUDIO_BAD_SAMPLE_RATE("audio.bad-sample-rate"),
  AUDIO_BAD_CHANNEL_COUNT("audio.bad-channel-count"),
  AUDIO_BAD_SAMPLES("audio.bad-samples"),
  AUDIO_NO_SUCH_CHANNEL("audio.no-such-channel"),
  AUDIO_NO_SUCH_STREAM("audio.no-such-stream"),
  AUDIO_BAD_TIME_RANGE("audio.bad-time-range"),
  AUDIO_NO_SPEECH("audio.no-speech"),
  AUDIO_TOO_SHORT("audio.too-short"),
  AUDIO_SEVERAL_SPEAKERS("audio.several-speakers"),
  AUDIO_LOW_QUALITY("audio.low-quality"),
  RECORDING_COPY("recording.copy"),
  RECORDING_ERASED("recording.erased", "recording_id"),
  MANIFEST_DUPLICATE_RECORDING_ID("manifest.duplicate-recording-id"),
  MANIFEST_MISSING_VALUE("manifest.missing-value"),
  MANIFEST_BAD_VALUE("manifest.bad-value"),
  ENROLLMENT_BAD_MEDIA_TYPE("enrollment.bad-media-type"),
  ENROLLMENT_TOO_LARGE("enrollment.too-large"),
  ENROLLMENT_BAD_LENGTH("enrollment.bad-length"),
  ENROLLMENT_TOTAL_LENGTH("enrollment.total-length"),
  ENROLLMENT_TOO_MANY("enrollment.too-many"),
  ENROLLMENT_TOO_NOISY("enrollment.too-noisy"),
  ENROLLMENT_SEVERAL_SPEAKERS("enrollment.several-speakers"),
  ENROLLMENT_BAD_PASSPHRASE("enrollment.bad-passphrase", "pass_phrase"),
  PROFILE_NOT_FOUND("profile.not-found", "profile_id"),
  PROFILE_NOT_ENROLLED("profile.not-enrolled", "profile_id"),
  PROFILE_CONFLICT("profile.conflict", "profile_id"),
  PROFILE_BAD_ID("profile.bad-id", "profile_id"),
  PROFILE_BAD_KIND("profile.bad-kind", "profile_id"),
  PROFILE_OTHER_MODEL("profile.other-model", "profile_id"),
  PROFILE_OTHER_CHECK("profile.other-check", "profile_id"),
  VOICEPRINT_BAD_BASE64("voiceprint.bad-base64"),
  VOICEPRINT_BAD_ENVELOPE("voiceprint.bad-envelope"),
  VOICEPRINT_BAD_CHECKSUM("voiceprint.bad-checksum"),
  VOICEPRINT_BAD_VALUE("voiceprint.bad-value"),
  VOICEPRINT_OTHER_MODEL("voiceprint.other-model"),
  VOICEPRINT_OTHER_DIMENSION("voiceprint.other-dimension"),
  SET_EMPTY("set.empty"),
  SET_DUPLICATE_ID("set.duplicate-id"),
  SET_MORE_FAULTS("set.more-faults"),
  SET_TOO_LARGE("set.too-large"),
  TRIALS_ONE_CLASS("trials.one-class"),
  TRIALS_BAD_SCORE("trials.bad-score"),
  TRIALS_UNLABELLED("trials.unlabelled"),
  TRIALS_CONTRADICTED("trials.contradicted"),
  TRIALS_UNKNOWN_ID("trials.unknown-id"),
  TRIALS_SEVERAL_CHANNELS("trials.several-channels"),
  TRIALS_CENSORED("trials.censored"),
  LABELS_UNKNOWN_ID("labels.unknown-id"),
  COHORT_TOO_SMALL("cohort.too-small"),
  CALIBRATION_SEPARABLE("calibration.separable"),
  CALIBRATION_INVERTED("calibration.inverted"),
  CALIBRATION_NOT_FOUND("calibration.not-found"),
  CALIBRATION_OTHER_SCORES("calibration.other-scores"),
  CALIBRATION_NEEDS_QUALITY("calibration.needs-quality"),
  EVALUATION_NOT_FOUND("evaluation.not-found"),
  REPORT_NO_FONTS("report.no-fonts"),
  STORAGE_CAPACITY_EXCEEDED("storage.capacity-exceeded"),
  STORAGE_UNUSABLE("storage.unusable"),
  MODEL_BAD_BUNDLE("model.bad-bundle"),
  REQUEST_MISSING_COLUMN("request.missing-column"),
  REQUEST_BAD_COLUMN_TYPE("request.bad-column-type"),
  REQUEST_BAD_VALUE("request.bad-value"),
  RUN_OTHER_PLAN("run.other-plan"),
  RUN_LIVE("run.live"),
  RUN_TAKEN_OVER("run.taken-over"),
  RUN_NOT_FOUND("run.not-found"),
  RUN_UNFINISHED("run.unfinished"),
  TASK_NOT_FOUND("task.not-found"),
  WAREHOUSE_DAMAGED("warehouse.damaged"),
  WAREHOUSE_NEWER("warehouse.newer"),
  INTERNAL("internal");

  private final String type;
  private final String column;

  Fault(String type) {
    this(type, "uri");
  }

  Fault(String type, String column) {
    this.type = type;
    this.column = column;
  }

  /** The column of a manifest that a row with this fault has to have mended. */
  public static String columnOf(String type) {
    return Arrays.stream(values())
        .filter(fault -> fault.type.equals(type))
        .findFirst()
        .map(fault -> fault.column)
        .orElseThrow(() -> new IllegalArgumentException("no fault " + type));
  }

  /** The machine-readable type, as it stands in {@code detail[].type}. */
  public String type() {
    return type;
  }
}
