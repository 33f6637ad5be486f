package org.voxmatrix.jobs.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.evaluate.input.LabelFile;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.session.ParquetInput;

/**
 * Known speakers of some voiceprints.
 *
 * @param column of the set that names them; null for a file
 * @param file of ids and speakers; null for a column
 */
record KnownLabels(String column, LabelFile file) {

  /** Columns of a set that are what they are. */
  private static final Set<String> OTHERS =
      Set.of("id", "recording_id", "ordinal", "voiceprint", "audio_length");

  /**
   * Opens labels.
   *
   * @param name a column, an attribute or a file; or null
   * @return null for no labels
   */
  static KnownLabels open(JobContext context, String name) {
    if (name == null) {
      return null;
    }
    if (LabelFile.isFile(name)) {
      return new KnownLabels(null, LabelFile.read(context.hadoop(), name));
    }
    if (OTHERS.contains(name.toLowerCase(Locale.ROOT))) {
      throw RequestException.badValue(
          "labels", "labels is '%s', which names no speaker: give another column.".formatted(name));
    }
    return new KnownLabels(name, null);
  }

  /** A text that changes when the labels do. */
  String identity() {
    return file == null ? column : file.sha256();
  }

  /**
   * The rows of a set with a column {@code label}: by the id of the voiceprint, or the recording.
   */
  Dataset<Row> of(Dataset<Row> rows) {
    if (file == null) {
      return rows.withColumn("label", col(ParquetInput.quoted(column)));
    }
    Dataset<Row> labels = labels(rows);
    Dataset<Row> byId = labels.toDF("own_id", "own_label");
    Dataset<Row> byRecording = labels.toDF("its_recording", "recording_label");
    return rows.join(broadcast(byId), col("id").equalTo(col("own_id")), "left_outer")
        .join(
            broadcast(byRecording), col("recording_id").equalTo(col("its_recording")), "left_outer")
        .withColumn("label", coalesce(col("own_label"), col("recording_label")));
  }

  private Dataset<Row> labels(Dataset<Row> rows) {
    List<Row> entries = new ArrayList<>();
    file.speakers().forEach((id, speaker) -> entries.add(RowFactory.create(id, speaker)));
    StructType schema =
        new StructType()
            .add("labelled_id", DataTypes.StringType)
            .add("speaker", DataTypes.StringType);
    return rows.sparkSession().createDataFrame(entries, schema);
  }

  /** Ids of the file that the set does not have, sorted; not those of people who were erased. */
  List<String> unknown(Dataset<Row> members, Suppressions suppressed) {
    if (file == null) {
      return List.of();
    }
    Dataset<Row> known =
        members.select("id").union(members.select("recording_id")).toDF("known_id");
    return labels(members)
        .join(known, col("labelled_id").equalTo(col("known_id")), "left_anti")
        .select("labelled_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .filter(id -> !suppressed.containsListed(id))
        .sorted()
        .toList();
  }

  /** Unknown ids as faults of the set, the first of them one by one. */
  static List<ErrorDetail> faults(List<String> unknown) {
    List<ErrorDetail> faults = new ArrayList<>();
    for (String id : unknown.subList(0, Math.min(unknown.size(), MemberSet.MAX_FAULTS))) {
      faults.add(
          ErrorDetail.of(
              Fault.LABELS_UNKNOWN_ID,
              List.of(LinkSet.FIELD),
              "The set has no voiceprint or recording of this id: its label is not used.",
              Map.of("id", id)));
    }
    long more = unknown.size() - faults.size();
    if (more > 0) {
      faults.add(
          ErrorDetail.of(
              Fault.SET_MORE_FAULTS,
              List.of(LinkSet.FIELD),
              "%,d more labels are of unknown ids and are not listed.".formatted(more),
              Map.of("count", more)));
    }
    return faults;
  }
}
