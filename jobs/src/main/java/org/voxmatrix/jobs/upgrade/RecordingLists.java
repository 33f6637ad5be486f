package org.voxmatrix.jobs.upgrade;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.tables.VoxTable;

/**
 * The recordings that are to be extracted again, as manifests: one for each choice of options that
 * they were extracted with.
 */
final class RecordingLists {

  private static final String NAME = "recordings-%d.parquet";

  /** Ids of runs that are parts of one start here, and go down. */
  private static final long FIRST_PART = -100;

  private static final String WANTED =
      """
      SELECT m.*, r.options, r.split, r.rows, o.own_channels, o.own_channel_mode, o.own_start,
        o.own_end, p.file, coalesce(t.size, p.size, -1L) AS size
      FROM vox_upgrade_missing m
      LEFT JOIN vox_upgrade_runs r ON r.run_id = m.run_id
      LEFT JOIN %1$s t ON t.run_id = m.run_id AND t.task_id = m.task_id
      LEFT JOIN %2$s p ON p.run_id = m.run_id AND p.task_id = m.task_id
      LEFT JOIN vox_upgrade_rows o ON r.rows = 'OWN' AND o.file = p.file
        AND o.row_index = p.row_index
      WHERE m.uri IS NOT NULL
      """;

  /** Where nothing tells which channels were asked for, those that there are voiceprints of. */
  private static final String LISTED =
      """
      SELECT recording_id, uri, size,
        CASE WHEN rows = 'ALIKE' OR own_row THEN own_channels
          WHEN coalesce(split, %1$s) THEN heard END AS channels,
        own_channel_mode AS channel_mode, own_start AS start, own_end AS `end`,
        named_struct('audio_length', audio_length, 'sample_rate', sample_rate, 'attributes',
          attributes, 'extracted_micros', unix_micros(extracted_at), 'options', as_extracted) AS %2$s
      FROM vox_upgrade_wanted
      """;

  /**
   * Recordings of one choice of options.
   *
   * @param runId of the extraction, the same when it is resumed
   */
  record Part(Path manifest, ExtractOptions options, String runId) {}

  private final JobContext context;
  private final UpgradeSettings settings;
  private final UpgradeFolder folder;
  private final String runId;

  RecordingLists(JobContext context, UpgradeSettings settings, UpgradeFolder folder, String runId) {
    this.context = context;
    this.settings = settings;
    this.folder = folder;
    this.runId = runId;
  }

  /** The lists, as they were written when the run began. */
  List<Part> parts(Corpus corpus) {
    if (!folder.isComplete()) {
      folder.delete();
      write(corpus);
      folder.complete();
    }
    List<Part> parts = new ArrayList<>();
    for (String name : folder.names()) {
      if (name.startsWith("recordings-")) {
        Path manifest = folder.file(name);
        String options =
            context
                .spark()
                .read()
                .parquet(manifest.toString())
                .select(Manifest.FORMER + ".options")
                .first()
                .getString(0);
        long number = Long.parseLong(name.replaceAll("\\D", ""));
        parts.add(new Part(manifest, OptionsOfPlan.read(Json.read(options)), part(runId, number)));
      }
    }
    return parts;
  }

  /** The runs that were parts of one. */
  static List<String> extractions(Ledger ledger, String runId) {
    List<String> runs = new ArrayList<>();
    for (long number = 0; ledger.run(part(runId, number)).isPresent(); number++) {
      runs.add(part(runId, number));
    }
    return runs;
  }

  private static String part(String runId, long number) {
    return RunPart.id(runId, FIRST_PART - number);
  }

  private void write(Corpus corpus) {
    Dataset<Row> missing = corpus.missing().cache();
    try {
      OldRuns runs = runs(missing);
      missing.createOrReplaceTempView("vox_upgrade_missing");
      runs.table().createOrReplaceTempView("vox_upgrade_runs");
      runs.ownRows().createOrReplaceTempView("vox_upgrade_rows");
      Dataset<Row> wanted =
          context
              .spark()
              .sql(WANTED.formatted(VoxTable.TASKS.sqlName(), VoxTable.PLAN_ITEMS.sqlName()));
      String whole = settings.options().canonical();
      String bySpeaker =
          settings.options().speakers() == null
              ? settings.options().withSpeakers(ExtractOptions.AUTO).canonical()
              : whole;
      wanted
          .selectExpr(
              "*",
              "rows = 'OWN' AND file IS NOT NULL AS own_row",
              "coalesce(options, if(by_speaker, %s, %s)) AS as_extracted"
                  .formatted(literal(bySpeaker), literal(whole)))
          .createOrReplaceTempView("vox_upgrade_wanted");
      Dataset<Row> listed =
          context.spark().sql(LISTED.formatted(isSplitByDefault(), Manifest.FORMER)).cache();
      try {
        writeEach(listed);
      } finally {
        listed.unpersist();
      }
    } finally {
      missing.unpersist();
    }
  }

  private boolean isSplitByDefault() {
    return settings.options().channelMode() == ChannelMode.SPLIT
        && settings.options().channels().isEmpty();
  }

  private static String literal(String json) {
    return "'" + json.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private OldRuns runs(Dataset<Row> missing) {
    Map<String, RunRow> known = new HashMap<>();
    context.ledger().runs().stream()
        .filter(run -> run.job().equals(ExtractSettings.JOB))
        .forEach(run -> known.put(run.runId(), run));
    List<RunRow> found =
        missing.select("run_id").distinct().as(Encoders.STRING()).collectAsList().stream()
            .sorted()
            .filter(known::containsKey)
            .map(known::get)
            .toList();
    return new OldRuns(context.spark(), found);
  }

  private void writeEach(Dataset<Row> listed) {
    String options = Manifest.FORMER + ".options";
    List<String> choices =
        listed.selectExpr(options).distinct().as(Encoders.STRING()).collectAsList().stream()
            .sorted()
            .toList();
    long number = 0;
    for (String choice : choices) {
      while (context.ledger().run(part(runId, number)).isPresent()) {
        number++; // Of lists that somebody has deleted since.
      }
      listed
          .where(options + " = " + literal(choice))
          // What expires together stands together: tables are freed of old rows file by file.
          .sort(
              to_date(timestamp_micros(col(Manifest.FORMER + ".extracted_micros"))),
              col("recording_id"))
          .coalesce(1)
          .write()
          .mode("overwrite")
          .parquet(folder.file(NAME.formatted(number)).toString());
      number++;
    }
  }
}
