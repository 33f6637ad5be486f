package org.voxmatrix.jobs.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.ledger.Suppressions;

/**
 * The set that is linked.
 *
 * @param source its voiceprints, without those that were erased
 * @param labels known speakers; null for none
 * @param unknownLabels ids with a label that are not in the set
 */
record LinkSet(SetSource source, KnownLabels labels, List<String> unknownLabels) {

  /** The service's name of the set. */
  static final String FIELD = "voiceprints_a";

  private static final String SECONDS = "audio_length";

  /**
   * Opens the set and its labels.
   *
   * @param model whose voiceprints are meant; null for all
   * @throws RequestException if either is not there, or of another form
   */
  static LinkSet open(JobContext context, SetModel model, LinkSettings settings) {
    KnownLabels labels = KnownLabels.open(context, settings.labels());
    List<String> columns = new ArrayList<>();
    if (labels != null && labels.column() != null) {
      columns.add(labels.column());
    }
    Suppressions suppressed = Suppressions.load(context.warehouse());
    String fingerprint = model == null ? null : model.fingerprintHex();
    SetSource source =
        withSeconds(context, fingerprint, settings.set(), columns).without(suppressed);
    LinkSet set = new LinkSet(source, labels, List.of());
    return labels == null ? set : set.labelled(suppressed);
  }

  private LinkSet labelled(Suppressions suppressed) {
    Dataset<Row> members = members();
    if (members.where("label IS NOT NULL").isEmpty() && !members.isEmpty()) {
      throw RequestException.badValue(
          "labels",
          "labels gives no voiceprint of the set a speaker: name another column, or a file with the"
              + " ids of voiceprints or recordings.");
    }
    return new LinkSet(source, labels, labels.unknown(members, suppressed));
  }

  /** Not every set says how long its recordings are. */
  private static SetSource withSeconds(
      JobContext context, String fingerprint, String name, List<String> columns) {
    List<String> all = new ArrayList<>(columns);
    all.add(SECONDS);
    try {
      return SetSource.described(context, fingerprint, name, FIELD, all);
    } catch (RequestException e) {
      if (!e.has(Fault.REQUEST_MISSING_COLUMN)) {
        throw e;
      }
      return SetSource.described(context, fingerprint, name, FIELD, columns);
    }
  }

  /**
   * What is known of each voiceprint beside it: {@code id}, {@code recording_id}, {@code seconds}
   * and {@code label}, which may be null.
   */
  Dataset<Row> members() {
    Dataset<Row> rows = source.rows().all().where(col("id").isNotNull());
    boolean timed = Arrays.asList(rows.columns()).contains(SECONDS);
    Column seconds = timed ? expr("try_cast(" + SECONDS + " AS DOUBLE)") : lit(null).cast("double");
    Column own = regexp_replace(col("id"), "#\\d+(?:@\\d+)?$", "");
    Dataset<Row> known = labels == null ? rows.withColumn("label", lit(null)) : labels.of(rows);
    Column label = nullif(trim(col("label").cast("string")), lit(""));
    // An invalid set may have an id twice, and the first is its member.
    return known
        .groupBy("id")
        .agg(
            min(struct(
                    col("ordinal"),
                    coalesce(col("recording_id"), own).as("recording_id"),
                    seconds.as("seconds"),
                    label.as("label")))
                .as("first"))
        .select("id", "first.recording_id", "first.seconds", "first.label");
  }
}
