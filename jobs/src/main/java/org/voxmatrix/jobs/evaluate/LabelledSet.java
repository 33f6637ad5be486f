package org.voxmatrix.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.engine.SetRows;

/** Sets of which it is known who speaks. */
final class LabelledSet {

  private LabelledSet() {}

  /**
   * Opens a set: the voiceprints with a label, ordered by speaker, so that target trials lie
   * together.
   *
   * @param field the service's name of the set
   * @param by by which properties trials are told apart
   * @param measures of quality that the voiceprints are read with
   * @throws RequestException {@code trials.unlabelled} if a voiceprint has no speaker and is not to
   *     be left out
   */
  static DescribedSet open(
      JobContext context,
      SetModel model,
      String name,
      String field,
      TrialChoice choice,
      List<String> by,
      List<QualityMeasure> measures,
      boolean skipUnlabelled) {
    DescribedSet set = DescribedSet.open(context, model, name, field, choice, by, measures);
    Map<String, DescribedSet.Member> labelled = new HashMap<>(set.byId());
    labelled.values().removeIf(member -> member.speaker() == null);
    long unlabelled = set.byId().size() - labelled.size();
    if (unlabelled > 0 && !skipUnlabelled) {
      throw new RequestException(
          Fault.TRIALS_UNLABELLED,
          List.of("labels"),
          "%,d voiceprints of set %s have no speaker: label them, or leave them out by --skip-bad."
              .formatted(unlabelled, field.substring(field.length() - 1).toUpperCase(Locale.ROOT)));
    }
    return new DescribedSet(
        new SetSource(
            SetRows.of(bySpeaker(set.source().rows().all(), labelled, measures), measures),
            set.source().identity()),
        labelled,
        set.labelIdentity());
  }

  private static Dataset<Row> bySpeaker(
      Dataset<Row> rows, Map<String, DescribedSet.Member> labelled, List<QualityMeasure> measures) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                xxhash64(col("speaker_of_id")).as("ordinal"),
                col("id"),
                col("voiceprint"),
                col("recording_id")));
    measures.forEach(measure -> columns.add(col(SetRows.name(measure))));
    List<Row> speakers = new ArrayList<>();
    labelled.forEach((id, member) -> speakers.add(RowFactory.create(id, member.speaker())));
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
