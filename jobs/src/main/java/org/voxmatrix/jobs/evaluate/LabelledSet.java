package org.voxmatrix.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.engine.SetRows;
import org.voxmatrix.jobs.evaluate.metric.Band;
import org.voxmatrix.jobs.evaluate.metric.Conditions;
import org.voxmatrix.ledger.Suppressions;

/**
 * A set of which it is known who speaks. Its members are ordered by speaker, so that target trials
 * lie together.
 *
 * @param source the voiceprints with a label
 * @param byId speaker and group of each
 * @param labelIdentity a text that changes when the labels do
 */
record LabelledSet(SetSource source, Map<String, Label> byId, String labelIdentity) {

  /** Columns that every set is read with. */
  private static final Set<String> EVERY_SET = Set.of("id", "recording_id");

  /**
   * @param speaker a name of any kind
   * @param group what no two members of a trial share: the recording, or what was asked for
   * @param conditions value of each property by which trials are told apart
   */
  record Label(String speaker, String group, List<String> conditions) {}

  /**
   * Opens a set.
   *
   * @param field the service's name of the set
   * @param by by which properties trials are told apart
   * @param measures that voiceprints are read with
   * @throws RequestException {@code trials.unlabelled} if a voiceprint has no speaker and is not to
   *     be left out
   */
  static LabelledSet open(
      JobContext context,
      String name,
      String field,
      TrialChoice choice,
      List<String> by,
      List<QualityMeasure> measures,
      boolean skipUnlabelled) {
    boolean file = LabelFile.isFile(choice.labels());
    LabelFile labels = file ? LabelFile.read(context.hadoop(), choice.labels()) : null;
    List<String> columns = new ArrayList<>();
    if (!file) {
      columns.add(choice.labels());
    }
    if (choice.leaveOut() != null && !columns.contains(choice.leaveOut())) {
      columns.add(choice.leaveOut());
    }
    for (String property : by) {
      String column = columnOf(property);
      if (!columns.contains(column) && !EVERY_SET.contains(column)) {
        columns.add(column);
      }
    }
    SetSource source =
        SetSource.described(context, name, field, columns, measures)
            .without(Suppressions.load(context.warehouse()));
    Dataset<Row> rows = source.rows().all();
    Map<String, Label> byId = new HashMap<>();
    long unlabelled = 0;
    for (Row row : rows.drop("voiceprint").collectAsList()) {
      String id = row.getAs("id");
      String recording = row.getAs("recording_id");
      String speaker = file ? labels.of(id, recording) : row.getAs(choice.labels());
      if (id == null) {
        continue; // Reading the set lists it.
      }
      if (speaker == null || speaker.isBlank()) {
        unlabelled++;
        continue;
      }
      String group = choice.leaveOut() == null ? null : row.getAs(choice.leaveOut());
      byId.put(
          id,
          new Label(
              speaker,
              group == null ? recordingOf(id, recording) : "/" + group,
              by.stream()
                  .map(property -> Band.valueOf(property, row.getAs(columnOf(property))))
                  .toList()));
    }
    if (unlabelled > 0 && !skipUnlabelled) {
      throw new RequestException(
          Fault.TRIALS_UNLABELLED,
          List.of("labels"),
          "%,d voiceprints of set %s have no speaker: label them, or leave them out by --skip-bad."
              .formatted(unlabelled, field.substring(field.length() - 1).toUpperCase(Locale.ROOT)));
    }
    return new LabelledSet(
        new SetSource(SetRows.of(labelled(rows, byId, measures), measures), source.identity()),
        byId,
        file ? labels.sha256() : choice.labels());
  }

  private static String columnOf(String property) {
    return Band.of(property).map(Band::column).orElse(property);
  }

  /** What the trials of two sets are told apart by. */
  static Conditions conditions(List<String> by, LabelledSet a, LabelledSet b) {
    List<Set<String>> values = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      int property = i;
      values.add(
          Stream.of(a, b)
              .flatMap(set -> set.byId.values().stream())
              .map(label -> label.conditions().get(property))
              .collect(Collectors.toSet()));
    }
    return Conditions.of(by, values);
  }

  /** Numbers of the members' values, for each property. */
  int[][] numbers(Conditions conditions, List<String> ids) {
    int[][] numbers = new int[conditions.properties()][ids.size()];
    for (int i = 0; i < numbers.length; i++) {
      int property = i;
      Arrays.setAll(
          numbers[i],
          member ->
              conditions.value(property, byId.get(ids.get(member)).conditions().get(property)));
    }
    return numbers;
  }

  private static String recordingOf(String id, String recording) {
    return recording == null ? id : recording;
  }

  private static Dataset<Row> labelled(
      Dataset<Row> rows, Map<String, Label> byId, List<QualityMeasure> measures) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                xxhash64(col("speaker_of_id")).as("ordinal"),
                col("id"),
                col("voiceprint"),
                col("recording_id")));
    measures.forEach(measure -> columns.add(col(SetRows.name(measure))));
    List<Row> speakers = new ArrayList<>();
    byId.forEach((id, label) -> speakers.add(RowFactory.create(id, label.speaker())));
    Dataset<Row> labels =
        rows.sparkSession()
            .createDataFrame(
                speakers,
                new StructType()
                    .add("labelled_id", DataTypes.StringType)
                    .add("speaker_of_id", DataTypes.StringType));
    return rows.drop("ordinal")
        .join(labels, col("id").equalTo(col("labelled_id")), "left_outer")
        // Without an id it is listed as a fault of the set.
        .where(col("labelled_id").isNotNull().or(col("id").isNull()))
        .select(columns.toArray(Column[]::new));
  }
}
