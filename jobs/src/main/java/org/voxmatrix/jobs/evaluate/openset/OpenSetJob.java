package org.voxmatrix.jobs.evaluate.openset;

import java.util.List;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.JobRun;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.MatrixScores;
import org.voxmatrix.jobs.evaluate.input.GivenPairs;
import org.voxmatrix.jobs.evaluate.input.LabelFile;
import org.voxmatrix.ledger.Run;

/**
 * Evaluates identification among the people of a gallery, with strangers among the probes. One that
 * was interrupted starts over.
 */
public record OpenSetJob(JobContext context, OpenSetSettings settings) {

  static final int WAVE = 0;

  /**
   * What an evaluation found.
   *
   * @param runId of the evaluation
   */
  public record Result(String runId, List<OpenSetPoint> points) {}

  /** What is to be read. */
  private record Input(LabelFile labels, GivenPairs given, String matrix) {

    String identity() {
      String scores = given == null ? "run " + matrix : given.sha256();
      return Sha256.hex(scores + " " + labels.sha256());
    }
  }

  /**
   * Runs the job.
   *
   * @throws RequestException if scores or labels are not there or invalid, or no probe is of a
   *     stranger
   */
  public Result execute() {
    return JobRun.amongErasures(context, own -> new OpenSetJob(own, settings).attempt());
  }

  private Result attempt() {
    JobRun job = new JobRun(context);
    context.warehouse().createTables();
    Input input = open();
    return job.execute(
        settings.plan(input.identity()),
        run ->
            EvaluateJob.asOneTask(
                context, run, "evaluation of identification", () -> work(run, input)),
        run -> new Result(run.id(), new OpenSetTable(context.warehouse()).points(run.id())));
  }

  private Input open() {
    LabelFile labels = LabelFile.read(context.hadoop(), settings.labels());
    return SetSource.isRun(settings.scores())
        ? new Input(labels, null, MatrixScores.checked(context, settings.scores()))
        : new Input(labels, GivenPairs.read(context.hadoop(), settings.scores()), null);
  }

  private void work(Run run, Input input) {
    OpenSetTrials.Builder trials = new OpenSetTrials.Builder(input.labels());
    if (input.given() == null) {
      MatrixScores.read(context.warehouse(), input.matrix(), trials::add);
    } else {
      input.given().read(trials::add);
    }
    List<OpenSetPoint> points = OpenSetPoint.of(trials.build(), settings);
    run.checkLease();
    new OpenSetTable(context.warehouse()).write(run.id(), points);
  }
}
