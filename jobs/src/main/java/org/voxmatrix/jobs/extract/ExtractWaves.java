package org.voxmatrix.jobs.extract;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.RecordingWaves;

/** Extracts the recordings of a wave. */
final class ExtractWaves {

  private final RecordingWaves waves;
  private final ExtractWorker worker;

  ExtractWaves(SparkSession spark, Manifest recordings, ExtractWorker worker) {
    this.waves = new RecordingWaves(spark, recordings, worker.source().maxBytes());
    this.worker = worker;
  }

  /** An outcome for each item, in order. */
  List<Outcome> outcomes(List<PlanItem> wave) {
    ExtractWorker task = worker;
    return waves
        .run(wave, (item, refusal) -> Outcome.rejected(item, refusal, 0), task::extract)
        .stream()
        .sorted(Comparator.comparingLong(outcome -> outcome.item().position()))
        .toList();
  }
}
