package org.voxmatrix.tables;

import java.util.List;
import java.util.Locale;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.voxmatrix.tables.catalog.CatalogSettings;

/**
 * The tables: partitioning and columns with their Iceberg types, "?" if a value may be null. A new
 * column is optional and last, an old one may become optional; see {@link SchemaVersion} then.
 */
public enum VoxTable {
  /** One row for each run: what was asked, by whom, and how it ended. */
  RUNS(
      "run_id",
      """
      run_id string, job string, state string, plan_key string, plan string, waves int, items long,
      skipped long, model string?, model_fingerprint string?, correlation_id string,
      request_id string, owner string, created_at timestamptz, updated_at timestamptz, error string?
      """),

  /** The frozen plan of a run: which item is in which wave. */
  PLAN_ITEMS(
      "run_id",
      """
      run_id string, wave int, position long, task_id string, item_id string, uri string?,
      size long, file string, row_index long, repeated boolean, profile_id string?
      """),

  /** One row for each finished item of work; a wave is done when its rows are here. */
  TASKS(
      """
      run_id string, wave int, position long, task_id string, job string, item_id string,
      uri string?, size long?, options_key string?, state string, error_type string?,
      error_message string?, fault string?, detail string, audio_length double?,
      seconds_spent double?, correlation_id string, request_id string, finished_at timestamptz
      """),

  /** One row for each channel of each recording. */
  VOICEPRINTS(
      """
      run_id string, wave int, task_id string, id string, recording_id string, uri string?,
      channel_number int, voiceprint string?, speech_length double, model string,
      model_fingerprint string, audio_length double, sample_rate int, codec string, snr_db double?,
      attributes string_map?, extracted_at timestamptz?, speakers_estimated int?, homogeneity double?,
      speaker_number int?, level_db double?, clipped_share double?, band_limit_hz int?
      """),
  /** When the speakers of channels speak. */
  SEGMENTS(
      """
      run_id string, wave int, task_id string, id string, recording_id string, channel_number int,
      speaker_number int, start double, end double, extracted_at timestamptz
      """),

  /** The order of both sets of a comparison: index to id. */
  SET_MEMBERS("run_id string, wave int, side string, index long, id string"),
  /** What was wrong with the sets of a comparison; only a part of many faults. */
  SET_FAULTS(
      "run_id string, wave int, side string, index long?, id string?, fault string, detail string"),
  /** The score matrix: one row for each row of set B and block of columns of set A. */
  SCORE_BLOCKS(
      """
      run_id string, wave int, row_index long, row_id string, col_block int, col_start long,
      col_count int, score_kind string, scores binary
      """),
  /** Pairs that reach a threshold or are among the best of a member. */
  HITS(
      """
      run_id string, wave int, id_a string, id_b string, score double, llr double?, rank_in_a int?,
      rank_in_b int?
      """),
  /** Lists of the best that waves leave until a run's hits are known; empty after that. */
  HIT_CANDIDATES("run_id string, wave int, side string, index long, other long, score double"),

  /** One row for each version of each profile; the highest settled version counts. */
  PROFILES(
      """
      run_id string, wave int, profile_id string, version long, settled boolean, status string,
      kind string, locale string, enrollments_count int, enrollments_length double,
      enrollments_speech_length double, pass_phrase string?, voiceprint string?, model string?,
      model_fingerprint string?, enrollment_ids string_list, created_at timestamptz,
      updated_at timestamptz
      """),
  /** One row for each enrollment that was asked for, accepted or not. */
  ENROLLMENTS(
      """
      run_id string, wave int, position long, enrollment_id string, profile_id string?,
      recording_id string, uri string?, state string, fault string?, code string?, message string?,
      audio_length double?, speech_length double?, snr_db double?, pass_phrase string?,
      voiceprint string?, model_fingerprint string?, phrase_features binary?, document string,
      finished_at timestamptz, enrollment_status string?, enrollments_count int?,
      enrollments_length double?, enrollments_speech_length double?,
      remaining_enrollments_count int?, remaining_enrollments_speech_length double?
      """),
  /** One row for each finished enrollment, identification or verification, for a day. */
  OPERATIONS(
      """
      run_id string, wave int, operation_id string, kind string, status string,
      created_at timestamptz, last_action_at timestamptz, message string?, processing_result string?
      """),
  /** Who speaks in a recording. */
  IDENTIFICATIONS(
      """
      run_id string, wave int, operation_id string, recording_id string, channel_number int,
      identified_profile_id string, confidence string, score double?, profiles_ranking ranking,
      threshold double?, score_kind string?, speaker_number int?
      """),
  /** Whether a recording is of the profile that it claims to be. */
  VERIFICATIONS(
      """
      run_id string, wave int, operation_id string, recording_id string, profile_id string,
      recognition_result string, score double, pass_phrase string?, replay_suspected boolean?,
      threshold double?, score_kind string?
      """),

  /** What scores of labelled trials are worth. */
  EVALUATIONS(
      """
      run_id string, wave int, model string?, model_fingerprint string?, score_kind string?,
      targets long, non_targets long, speakers int?, left_out long, missing long, eer double,
      eer_interpolated double, eer_threshold double?, cllr double, min_cllr double,
      evaluated_at timestamptz
      """),
  /** Error rates of an evaluation at one threshold. */
  EVALUATION_POINTS(
      """
      run_id string, wave int, kind string, parameter double, threshold double?, miss_rate double,
      false_alarm_rate double, cost double?
      """),
  /** Metrics of an evaluation with their intervals: of all trials, and by condition. */
  EVALUATION_METRICS(
      """
      run_id string, wave int, condition_by string?, condition string?, targets long,
      non_targets long, speakers int?, metric string, parameter double?, value double?, low double?,
      high double?, method string?
      """),
  /** How many trials of an evaluation have which scores. */
  EVALUATION_SCORES("run_id string, wave int, score double, targets long, non_targets long"),
  /** Trials of an evaluation that were judged most wrongly. */
  EVALUATION_ERRORS(
      "run_id string, wave int, kind string, place int, score double, id_a string, id_b string"),
  /** Files with reports of evaluations. */
  EVALUATION_REPORTS(
      "run_id",
      "run_id string, path string, host string, personal boolean, written_at timestamptz"),

  /** How scores of a model become log-likelihood ratios. */
  CALIBRATIONS(
      """
      run_id string, wave int, name string?, model string?, model_fingerprint string?,
      score_kind string?, slope double, offset double, prior double, lowest double, highest double,
      targets long, non_targets long, speakers int?, cllr double, calibrated_cllr double,
      cross_validated_cllr double?, cross_validated_min_cllr double?, min_cllr double,
      created_at timestamptz, retired_at timestamptz?, quality quality_terms?,
      without_quality_cllr double?, without_quality_cross_validated_cllr double?
      """),

  /** How members of a set score with a cohort, so that the next run need not look. */
  COHORT_STATISTICS(
      """
      run_id string, wave int, statistics_key string, first_member int, members int, means binary,
      deviations binary, created_at timestamptz
      """),

  /** Who is one person in a set: one row for each run. */
  LINKS(
      """
      run_id string, wave int, model string, model_fingerprint string?, score_kind string,
      linkage string, threshold double, max_size int, voiceprints long, people long,
      people_of_one long, largest long, copies long, bridges long, people_cut long, labelled long,
      unknown_labels long, people_labelled long, people_of_several_labels long,
      labels_of_several_people long, former_run_id string?, carried_over long, merged long,
      split long, linked_at timestamptz
      """),
  /** The people that a run found. */
  PEOPLE(
      """
      run_id string, wave int, person_id string, medoid_id string, voiceprints long,
      recordings long, copies long, label string?, labels long, lowest_score double?,
      mean_score double?, cut boolean, carried_over boolean
      """),
  /** One row for each voiceprint: which person it is of. */
  PEOPLE_MEMBERS(
      """
      run_id string, wave int, person_id string, id string, recording_id string, label string?,
      copy_of string?, mean_score double?, former_person_id string?
      """),
  /** What alone holds two groups of hits together. */
  PEOPLE_BRIDGES(
      """
      run_id string, wave int, kind string, id_a string, id_b string?, person_a string,
      person_b string?, score double?, voiceprints int
      """),
  /** How well people fit labels. */
  PEOPLE_EVALUATIONS(
      """
      run_id string, wave int, link_run_id string, voiceprints long, unlabelled long, people long,
      speakers long, bcubed_precision double, bcubed_recall double, bcubed_f double,
      pairwise_precision double, pairwise_recall double, pairwise_f double, evaluated_at timestamptz
      """),
  /** Error rates of identification in galleries of some sizes. */
  OPEN_SET_POINTS(
      """
      run_id string, wave int, gallery int, kind string, parameter double, threshold double?,
      false_positive_rate double?, false_negative_rate double?, people int, known int,
      strangers int, left_out boolean, evaluated_at timestamptz
      """),
  /** How much two systems' scores of the same trials differ by a metric. */
  EVALUATION_DIFFERENCES(
      """
      run_id string, wave int, metric string, parameter double?, first double, second double,
      difference double, low double?, high double?, probability double?, method string?,
      targets long, non_targets long, speakers int?, only_first long, only_second long,
      missing long, evaluated_at timestamptz
      """),

  /** Which model jobs that name none use: the row of the highest number says it. */
  MODELS_IN_USE(
      "number",
      """
      number long, model string, model_fingerprint string, location string, since timestamptz
      """),
  /** What an upgrade to another model could not bring along. */
  UPGRADE_LEFT(
      "run_id",
      """
      run_id string, kind string, recording_id string?, profile_id string?, uri string?,
      fault string
      """),
  /** How scores and decisions of two models agree. */
  UPGRADE_AGREEMENTS(
      "run_id",
      """
      run_id string, place int, measure string, parameter string?, compared long,
      former_threshold double?, threshold double?, former double?, present double?, agreement double?,
      agreed_at timestamptz
      """),

  /** Recordings and profiles that were erased and must not come back, as salted hashes. */
  SUPPRESSIONS(
      "run_id",
      """
      run_id string, kind string, salt string, id_sha256 string, erased_at timestamptz,
      reason string?
      """),

  /** Recordings of a night in which a profile of the watchlist was heard. */
  ALERTS(
      "night",
      """
      night date, run_id string, operation_id string, recording_id string, uri string?,
      channel_number int, profile_id string, score double, confidence string, speaker_number int?
      """),
  /** Which night looked at a recording; each is looked at once. */
  NIGHT_RECORDINGS("night", "night date, recording_id string, uri string, size long"),
  /** Nights that are finished. One with recordings and without a row here is still to be done. */
  NIGHTS("night", "night date, run_id string, finished_at timestamptz"),

  /** Who is working on what: leases with an owner and an expiry. */
  LOCKS(
      "name",
      "name string, run_id string, owner string, acquired_at timestamptz, expires_at timestamptz");

  private final Schema schema;
  private final PartitionSpec spec;

  /** Of what runs write in waves. */
  VoxTable(String columns) {
    this("run_id, wave", columns);
  }

  VoxTable(String partitionedBy, String columns) {
    this.schema = Columns.parse(columns);
    this.spec = Columns.partition(schema, partitionedBy);
  }

  /** Without catalog and namespace. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As Spark SQL finds it. */
  public String sqlName() {
    return String.join(".", CatalogSettings.NAME, CatalogSettings.NAMESPACE, tableName());
  }

  public List<String> columnNames() {
    return schema.columns().stream().map(NestedField::name).toList();
  }

  public Schema schema() {
    return schema;
  }

  PartitionSpec spec() {
    return spec;
  }
}
