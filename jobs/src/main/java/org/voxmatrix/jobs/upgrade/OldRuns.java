package org.voxmatrix.jobs.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.session.ParquetInput;

/** How earlier runs extracted recordings, as far as tables and manifests still tell. */
final class OldRuns {

  /** Where a manifest says of its rows how they are to be extracted. */
  private static final List<String> OF_ROWS = List.of("channels", "channel_mode", "start", "end");

  /** What is known of the manifest of a run. */
  enum Rows {
    /** All rows were extracted by the run's options alone. */
    ALIKE,
    /** Rows have options of their own. */
    OWN,
    /** The manifest is not there any more, or another one. */
    UNKNOWN
  }

  private static final StructType SCHEMA =
      new StructType()
          .add("run_id", DataTypes.StringType)
          .add("options", DataTypes.StringType)
          .add("split", DataTypes.BooleanType)
          .add("rows", DataTypes.StringType);

  private final SparkSession spark;
  private final Map<String, ExtractOptions> options = new HashMap<>();
  private final List<Row> runs = new ArrayList<>();
  private final List<Dataset<Row>> rows = new ArrayList<>();

  /**
   * @param found runs that voiceprints are of; of those that have expired nothing is known
   */
  OldRuns(SparkSession spark, List<RunRow> found) {
    this.spark = spark;
    found.forEach(this::add);
  }

  private void add(RunRow run) {
    JsonNode plan = Json.read(run.plan());
    ExtractOptions own;
    try {
      own = OptionsOfPlan.read(plan.path("options"));
    } catch (IllegalArgumentException ofFormerPlan) {
      return; // Versions before canonical plans: as if it had expired.
    }
    options.put(own.canonical(), own);
    runs.add(
        RowFactory.create(
            run.runId(),
            own.canonical(),
            own.channelMode() == ChannelMode.SPLIT,
            rows(plan).name()));
  }

  private Rows rows(JsonNode plan) {
    try {
      ParquetInput input =
          ParquetInput.open(spark, plan.path("manifest").asText(), "manifest", Set.copyOf(OF_ROWS));
      if (!Sha256.hex(input.identity()).equals(plan.path("manifest_sha256").asText())) {
        return Rows.UNKNOWN;
      }
      Dataset<Row> manifest = input.rows();
      List<String> has = List.of(manifest.columns());
      if (OF_ROWS.stream().noneMatch(has::contains)) {
        return Rows.ALIKE;
      }
      List<String> taken =
          new ArrayList<>(
              List.of("_metadata.file_path AS file", "_metadata.row_index AS row_index"));
      taken.add(column(has, "channels", "array<int>"));
      taken.add(column(has, "channel_mode", "string"));
      taken.add(column(has, "start", "double"));
      taken.add(column(has, "end", "double"));
      rows.add(manifest.selectExpr(taken.toArray(String[]::new)));
      return Rows.OWN;
    } catch (RequestException gone) {
      return Rows.UNKNOWN;
    }
  }

  private static String column(List<String> has, String name, String type) {
    return "cast(%s AS %s) AS own_%s"
        .formatted(has.contains(name) ? "`" + name + "`" : "NULL", type, name);
  }

  /**
   * One row for each run: {@code run_id}; {@code options} as {@link ExtractOptions#canonical};
   * {@code split}, whether channels were extracted each for itself; {@code rows}, a {@link Rows}.
   */
  Dataset<Row> table() {
    return spark.createDataFrame(runs, SCHEMA);
  }

  /**
   * The rows with options of their own: {@code file}, {@code row_index}, {@code own_channels} and
   * so on.
   */
  Dataset<Row> ownRows() {
    Dataset<Row> none =
        spark.sql(
            """
            SELECT '' AS file, 0L AS row_index, cast(NULL AS array<int>) AS own_channels,
              '' AS own_channel_mode, 0D AS own_start, 0D AS own_end LIMIT 0
            """);
    return rows.stream().reduce(none, Dataset::union);
  }

  /** Options that {@link ExtractOptions#canonical} was asked of. */
  Map<String, ExtractOptions> options() {
    return options;
  }
}
