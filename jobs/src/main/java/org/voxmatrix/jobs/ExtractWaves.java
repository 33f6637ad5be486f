package org.voxmatrix.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.tables.PlanItem;
import org.voxmatrix.tables.Suppressions;

/** Extracts the recordings of a wave. */
final class ExtractWaves {

  private final RecordingWaves waves;
  private final ExtractWorker worker;

  ExtractWaves(SparkSession spark, Manifest recordings, ExtractWorker worker) {
    this.waves = new RecordingWaves(spark, recordings);
    this.worker = worker;
  }

  /** An outcome for each item, in order. */
  List<Outcome> outcomes(List<PlanItem> wave) {
    ExtractWorker task = worker;
    List<Outcome> outcomes = new ArrayList<>();
    List<PlanItem> todo = new ArrayList<>();
    for (PlanItem item : wave) {
      if (item.isErased()) {
        outcomes.add(Outcome.rejected(item, Suppressions.refusal(), 0));
      } else if (item.repeated()) {
        outcomes.add(Outcome.rejected(item, RecordingWaves.refuseRepeated(item), 0));
      } else {
        todo.add(item);
      }
    }
    outcomes.addAll(waves.run(todo, task::extract));
    outcomes.sort(Comparator.comparingLong(outcome -> outcome.item().position()));
    return outcomes;
  }
}
