package org.voxmatrix.tables;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The tables of the catalog, with their columns. {@code docs/tables.md} describes each column. */
public enum VoxTable {
  /** One row for each run: what was asked, by whom, and how it ended. */
  RUNS(
      List.of("run_id"),
      column("run_id", Types.StringType.get()),
      column("job", Types.StringType.get()),
      column("state", Types.StringType.get()),
      column("plan_key", Types.StringType.get()),
      column("plan", Types.StringType.get()),
      column("waves", Types.IntegerType.get()),
      column("items", Types.LongType.get()),
      column("skipped", Types.LongType.get()),
      nullable("model", Types.StringType.get()),
      nullable("model_fingerprint", Types.StringType.get()),
      column("correlation_id", Types.StringType.get()),
      column("request_id", Types.StringType.get()),
      column("owner", Types.StringType.get()),
      column("created_at", Types.TimestampType.withZone()),
      column("updated_at", Types.TimestampType.withZone()),
      nullable("error", Types.StringType.get())),

  /** The frozen plan of a run: which item is in which wave. */
  PLAN_ITEMS(
      List.of("run_id"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("position", Types.LongType.get()),
      column("task_id", Types.StringType.get()),
      column("item_id", Types.StringType.get()),
      nullable("uri", Types.StringType.get()),
      column("size", Types.LongType.get()),
      column("file", Types.StringType.get()),
      column("row_index", Types.LongType.get()),
      column("repeated", Types.BooleanType.get()),
      nullable("profile_id", Types.StringType.get())),

  /** One row for each finished item of work; a wave is done when its rows are here. */
  TASKS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("position", Types.LongType.get()),
      column("task_id", Types.StringType.get()),
      column("job", Types.StringType.get()),
      column("item_id", Types.StringType.get()),
      nullable("uri", Types.StringType.get()),
      nullable("size", Types.LongType.get()),
      nullable("options_key", Types.StringType.get()),
      column("state", Types.StringType.get()),
      nullable("error_type", Types.StringType.get()),
      nullable("error_message", Types.StringType.get()),
      nullable("fault", Types.StringType.get()),
      column("detail", Types.StringType.get()),
      nullable("audio_length", Types.DoubleType.get()),
      nullable("seconds_spent", Types.DoubleType.get()),
      column("correlation_id", Types.StringType.get()),
      column("request_id", Types.StringType.get()),
      column("finished_at", Types.TimestampType.withZone())),

  /** One row for each channel of each recording. */
  VOICEPRINTS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("task_id", Types.StringType.get()),
      column("id", Types.StringType.get()),
      column("recording_id", Types.StringType.get()),
      nullable("uri", Types.StringType.get()),
      column("channel_number", Types.IntegerType.get()),
      nullable("voiceprint", Types.StringType.get()),
      column("speech_length", Types.DoubleType.get()),
      column("model", Types.StringType.get()),
      column("model_fingerprint", Types.StringType.get()),
      column("audio_length", Types.DoubleType.get()),
      column("sample_rate", Types.IntegerType.get()),
      column("codec", Types.StringType.get()),
      nullable("snr_db", Types.DoubleType.get()),
      nullable("attributes", Columns.STRING_MAP),
      nullable("extracted_at", Types.TimestampType.withZone())),

  /** The order of both sets of a comparison: index to id. */
  SET_MEMBERS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("side", Types.StringType.get()),
      column("index", Types.LongType.get()),
      column("id", Types.StringType.get())),

  /** The score matrix: one row for each row of set B and block of columns of set A. */
  SCORE_BLOCKS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("row_index", Types.LongType.get()),
      column("row_id", Types.StringType.get()),
      column("col_block", Types.IntegerType.get()),
      column("col_start", Types.LongType.get()),
      column("col_count", Types.IntegerType.get()),
      column("score_kind", Types.StringType.get()),
      column("scores", Types.BinaryType.get())),

  /** Pairs that reach a threshold or are among the best of a member. */
  HITS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("id_a", Types.StringType.get()),
      column("id_b", Types.StringType.get()),
      column("score", Types.DoubleType.get()),
      nullable("llr", Types.DoubleType.get()),
      nullable("rank_in_a", Types.IntegerType.get()),
      nullable("rank_in_b", Types.IntegerType.get())),

  /** Lists of the best that waves leave until a run's hits are known; empty after that. */
  HIT_CANDIDATES(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("side", Types.StringType.get()),
      column("index", Types.LongType.get()),
      column("other", Types.LongType.get()),
      column("score", Types.DoubleType.get())),

  /** One row for each version of each profile; the highest settled version counts. */
  PROFILES(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("profile_id", Types.StringType.get()),
      column("version", Types.LongType.get()),
      column("settled", Types.BooleanType.get()),
      column("status", Types.StringType.get()),
      column("kind", Types.StringType.get()),
      column("locale", Types.StringType.get()),
      column("enrollments_count", Types.IntegerType.get()),
      column("enrollments_length", Types.DoubleType.get()),
      column("enrollments_speech_length", Types.DoubleType.get()),
      nullable("pass_phrase", Types.StringType.get()),
      nullable("voiceprint", Types.StringType.get()),
      nullable("model", Types.StringType.get()),
      nullable("model_fingerprint", Types.StringType.get()),
      column("enrollment_ids", Columns.STRINGS),
      column("created_at", Types.TimestampType.withZone()),
      column("updated_at", Types.TimestampType.withZone())),

  /** One row for each enrollment that was asked for, accepted or not. */
  ENROLLMENTS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("position", Types.LongType.get()),
      column("enrollment_id", Types.StringType.get()),
      nullable("profile_id", Types.StringType.get()),
      column("recording_id", Types.StringType.get()),
      nullable("uri", Types.StringType.get()),
      column("state", Types.StringType.get()),
      nullable("fault", Types.StringType.get()),
      nullable("code", Types.StringType.get()),
      nullable("message", Types.StringType.get()),
      nullable("audio_length", Types.DoubleType.get()),
      nullable("speech_length", Types.DoubleType.get()),
      nullable("snr_db", Types.DoubleType.get()),
      nullable("pass_phrase", Types.StringType.get()),
      nullable("voiceprint", Types.StringType.get()),
      nullable("model_fingerprint", Types.StringType.get()),
      nullable("phrase_features", Types.BinaryType.get()),
      column("document", Types.StringType.get()),
      column("finished_at", Types.TimestampType.withZone())),

  /** One row for each finished enrollment, identification or verification, for a day. */
  OPERATIONS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("operation_id", Types.StringType.get()),
      column("kind", Types.StringType.get()),
      column("status", Types.StringType.get()),
      column("created_at", Types.TimestampType.withZone()),
      column("last_action_at", Types.TimestampType.withZone()),
      nullable("message", Types.StringType.get()),
      nullable("processing_result", Types.StringType.get())),

  /** Who speaks in a recording. */
  IDENTIFICATIONS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("operation_id", Types.StringType.get()),
      column("recording_id", Types.StringType.get()),
      column("channel_number", Types.IntegerType.get()),
      column("identified_profile_id", Types.StringType.get()),
      column("confidence", Types.StringType.get()),
      nullable("score", Types.DoubleType.get()),
      column("profiles_ranking", Columns.RANKING)),

  /** Whether a recording is of the profile that it claims to be. */
  VERIFICATIONS(
      List.of("run_id", "wave"),
      column("run_id", Types.StringType.get()),
      column("wave", Types.IntegerType.get()),
      column("operation_id", Types.StringType.get()),
      column("recording_id", Types.StringType.get()),
      column("profile_id", Types.StringType.get()),
      column("recognition_result", Types.StringType.get()),
      column("score", Types.DoubleType.get()),
      nullable("pass_phrase", Types.StringType.get())),

  /** Recordings and profiles that were erased and must not come back, as salted hashes. */
  SUPPRESSIONS(
      List.of("run_id"),
      column("run_id", Types.StringType.get()),
      column("kind", Types.StringType.get()),
      column("salt", Types.StringType.get()),
      column("id_sha256", Types.StringType.get()),
      column("erased_at", Types.TimestampType.withZone()),
      nullable("reason", Types.StringType.get())),

  /** Recordings of a night in which a profile of the watch-list was heard. */
  ALERTS(
      List.of("night"),
      column("night", Types.DateType.get()),
      column("run_id", Types.StringType.get()),
      column("operation_id", Types.StringType.get()),
      column("recording_id", Types.StringType.get()),
      nullable("uri", Types.StringType.get()),
      column("channel_number", Types.IntegerType.get()),
      column("profile_id", Types.StringType.get()),
      column("score", Types.DoubleType.get()),
      column("confidence", Types.StringType.get())),

  /** Which night looked at a recording; each is looked at once. */
  NIGHT_RECORDINGS(
      List.of("night"),
      column("night", Types.DateType.get()),
      column("recording_id", Types.StringType.get()),
      column("uri", Types.StringType.get()),
      column("size", Types.LongType.get())),

  /** Nights that are finished. One with recordings and without a row here is still to be done. */
  NIGHTS(
      List.of("night"),
      column("night", Types.DateType.get()),
      column("run_id", Types.StringType.get()),
      column("finished_at", Types.TimestampType.withZone())),

  /** Who is working on what: leases with an owner and an expiry. */
  LOCKS(
      List.of("name"),
      column("name", Types.StringType.get()),
      column("run_id", Types.StringType.get()),
      column("owner", Types.StringType.get()),
      column("acquired_at", Types.TimestampType.withZone()),
      column("expires_at", Types.TimestampType.withZone()));

  /** The namespace of all tables inside the catalog. */
  public static final String NAMESPACE = "main";

  private final Schema schema;
  private final PartitionSpec spec;

  VoxTable(List<String> partitionedBy, Columns.Column... columns) {
    this.schema = Columns.schema(columns);
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    partitionedBy.forEach(builder::identity);
    this.spec = builder.build();
  }

  /** The table's name, without catalog and namespace. */
  public String tableName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The name under which Spark SQL finds the table. */
  public String sqlName() {
    return Warehouse.CATALOG + "." + NAMESPACE + "." + tableName();
  }

  /** Names of the columns, in order. */
  public List<String> columnNames() {
    return schema.columns().stream().map(NestedField::name).toList();
  }

  public Schema schema() {
    return schema;
  }

  PartitionSpec spec() {
    return spec;
  }

  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("format-version", "2");
    // Waves arrive partitioned already; a shuffle before writing would only move them again.
    properties.put("write.distribution-mode", "none");
    properties.put("write.metadata.delete-after-commit.enabled", "true");
    properties.put("write.metadata.previous-versions-max", "20");
    properties.put("commit.retry.num-retries", "20");
    properties.put("commit.retry.max-wait-ms", "2000");
    if (this == SCORE_BLOCKS) {
      // Scores do not repeat and are megabytes a row: no dictionary, no bounds, no batch of them.
      properties.put("write.parquet.compression-codec", "uncompressed");
      properties.put("write.parquet.dict-size-bytes", "1");
      properties.put("write.parquet.row-group-check-min-record-count", "4");
      properties.put("write.parquet.row-group-check-max-record-count", "16");
      properties.put("write.metadata.metrics.column.scores", "none");
      properties.put("read.parquet.vectorization.enabled", "false");
    }
    return properties;
  }

  private static Columns.Column column(String name, Type type) {
    return new Columns.Column(name, type, Columns.Presence.REQUIRED);
  }

  private static Columns.Column nullable(String name, Type type) {
    return new Columns.Column(name, type, Columns.Presence.OPTIONAL);
  }

  /** Column lists with the field ids that Iceberg wants. */
  private static final class Columns {

    static final Type STRING_MAP =
        Types.MapType.ofOptional(1001, 1002, Types.StringType.get(), Types.StringType.get());

    static final Type STRINGS = Types.ListType.ofRequired(1001, Types.StringType.get());

    static final Type RANKING =
        Types.ListType.ofRequired(
            1001,
            Types.StructType.of(
                required(1002, "profile_id", Types.StringType.get()),
                required(1003, "score", Types.DoubleType.get())));

    enum Presence {
      REQUIRED,
      OPTIONAL
    }

    record Column(String name, Type type, Presence presence) {}

    public static Schema schema(Column... columns) {
      NestedField[] fields = new NestedField[columns.length];
      for (int i = 0; i < columns.length; i++) {
        Column column = columns[i];
        fields[i] =
            column.presence() == Presence.REQUIRED
                ? required(i + 1, column.name(), column.type())
                : optional(i + 1, column.name(), column.type());
      }
      return new Schema(fields);
    }
  }
}
