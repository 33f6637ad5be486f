package org.voxmatrix.cli.voiceprints;

import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.link.PeopleEvaluation;
import org.voxmatrix.jobs.link.PeopleEvaluationJob;
import org.voxmatrix.jobs.link.PeopleEvaluationSettings;
import org.voxmatrix.jobs.link.PeopleEvaluationTable;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code evaluate --people} does and prints. */
record PeopleReport(CommandSpec spec, boolean json) {

  void print(JobContext context, PeopleEvaluationSettings settings) {
    PeopleEvaluationJob.Result result = new PeopleEvaluationJob(context, settings).execute();
    if (json) {
      JsonOption.print(
          spec.commandLine().getOut(),
          new PeopleEvaluationTable(context.warehouse()).document(result.runId()).orElseThrow());
      return;
    }
    PeopleEvaluation found = result.evaluation();
    new Summary(spec)
        .line("run", "%s done", result.runId())
        .line(
            "people",
            "%,d people of %s by %s; %,d without a label are left out",
            found.people(),
            new Counted(found.voiceprints(), "voiceprint"),
            new Counted(found.speakers(), "speaker"),
            found.unlabelled())
        .line(
            "B-cubed",
            "precision %.4f, recall %.4f, F %.4f",
            found.bcubedPrecision(),
            found.bcubedRecall(),
            found.bcubedF())
        .line(
            "pairwise",
            "precision %.4f, recall %.4f, F %.4f",
            found.pairwisePrecision(),
            found.pairwiseRecall(),
            found.pairwiseF());
  }
}
