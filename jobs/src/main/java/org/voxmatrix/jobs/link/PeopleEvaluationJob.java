package org.voxmatrix.jobs.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.metrics.ClusterAgreement;
import org.voxmatrix.tables.VoxTable;

/**
 * Evaluates people of a run of {@code link} against labels. One that was interrupted starts over.
 */
public record PeopleEvaluationJob(JobContext context, PeopleEvaluationSettings settings) {

  /**
   * What an evaluation found.
   *
   * @param runId of the evaluation
   */
  public record Result(String runId, PeopleEvaluation evaluation) {}

  /**
   * Runs the job.
   *
   * @throws RequestException if the run or the labels are not there, or no voiceprint has a label
   */
  public Result execute() {
    return JobRun.amongErasures(context, own -> new PeopleEvaluationJob(own, settings).attempt());
  }

  private Result attempt() {
    JobRun job = new JobRun(context);
    context.warehouse().createTables();
    LinkRow people = new LinkTable(context.warehouse()).finished(settings.people(), "people");
    Map<String, String> inputs = new TreeMap<>();
    Dataset<Row> members = labelled(people, inputs);
    return job.execute(
        settings.plan(people, inputs),
        run ->
            EvaluateJob.asOneTask(
                context, run, "evaluation of people", () -> work(run, people, members)),
        run ->
            new Result(
                run.id(),
                new PeopleEvaluationTable(context.warehouse()).of(run.id()).orElseThrow()));
  }

  /**
   * The members with {@code person_id} and {@code label}.
   *
   * @param inputs gets what tells the labels from others
   */
  private Dataset<Row> labelled(LinkRow people, Map<String, String> inputs) {
    Dataset<Row> members =
        context
            .spark()
            .table(VoxTable.PEOPLE_MEMBERS.sqlName())
            .where(col("run_id").equalTo(people.runId()));
    if (settings.labels() == null) {
      return members.select("person_id", "label");
    }
    Dataset<Row> bare = members.select("id", "recording_id", "person_id");
    if (settings.set() == null) {
      KnownLabels labels = KnownLabels.open(context, settings.labels());
      inputs.put("labels", labels.identity());
      return labels.of(bare).select("person_id", "label");
    }
    LinkSet set =
        LinkSet.open(
            context, null, LinkSettings.of(settings.set(), 0).withLabels(settings.labels()));
    inputs.put("labels", set.labels().identity());
    inputs.put("a_sha256", Sha256.hex(set.source().identity()));
    return bare.join(
            set.members().select(col("id").as("labelled_id"), col("label")),
            col("id").equalTo(col("labelled_id")),
            "left_outer")
        .select("person_id", "label");
  }

  private void work(Run run, LinkRow people, Dataset<Row> members) {
    Row counts = members.agg(count(lit(1)), count("label"), count_distinct(col("label"))).first();
    Dataset<Row> known = members.where("label IS NOT NULL");
    if (counts.getLong(1) == 0) {
      throw RequestException.badValue(
          "labels",
          "No voiceprint of the people has a label: give --labels with a file, or with a column of the"
              + " set that was linked.");
    }
    Dataset<Row> cells =
        known
            .groupBy("person_id", "label")
            .agg(count(lit(1)).as("shared"))
            .withColumn("cluster", sum("shared").over(Window.partitionBy("person_id")))
            .withColumn("class", sum("shared").over(Window.partitionBy("label")))
            .groupBy("shared", "cluster", "class")
            .agg(count(lit(1)).as("cells"))
            .orderBy("shared", "cluster", "class"); // Sums are the same to the last digit.
    ClusterAgreement found = new ClusterAgreement();
    cells
        .collectAsList()
        .forEach(row -> found.add(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3)));
    run.checkLease();
    new PeopleEvaluationTable(context.warehouse())
        .write(
            run.id(),
            PeopleEvaluation.of(
                people.runId(),
                found,
                counts.getLong(0) - counts.getLong(1),
                known.select("person_id").distinct().count(),
                counts.getLong(2)));
  }
}
