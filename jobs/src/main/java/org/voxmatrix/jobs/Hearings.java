package org.voxmatrix.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.voxmatrix.enroll.EnrollRequest;
import org.voxmatrix.enroll.Hearing;
import org.voxmatrix.enroll.ProfileKind;
import org.voxmatrix.enroll.Refusal;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.tables.PlanItem;

/** Hears the audio of waves on all executors. */
final class Hearings implements AutoCloseable {

  private final RecordingWaves waves;
  private final Broadcast<Map<String, ProfileKind>> kinds;
  private final LongAccumulator finished;
  private final EnrollWorker worker;

  /**
   * @param kind of rows that name no profile
   * @param kinds of profiles, by id
   */
  Hearings(
      SparkSession spark,
      Manifest recordings,
      ListenOptions options,
      long fingerprint,
      ProfileKind kind,
      Map<String, ProfileKind> kinds) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.waves = new RecordingWaves(spark, recordings);
    this.kinds = context.broadcast(kinds);
    this.finished = spark.sparkContext().longAccumulator("audio heard");
    this.worker =
        new EnrollWorker(
            ModelRef.of(options.model(), context),
            fingerprint,
            new RecordingSource(
                new AllowedRoots(options.allowedRoots()),
                Long.MAX_VALUE,
                new SerializableConfiguration(spark.sessionState().newHadoopConf())),
            new PhraseListener(options.check(), options.phrases()),
            options.limits(),
            kind,
            this.kinds,
            finished);
  }

  /** Counts what was heard. */
  LongAccumulator finished() {
    return finished;
  }

  /** What was heard of each item, in order. */
  List<EnrollWorker.Heard> of(List<PlanItem> items) {
    EnrollWorker task = worker;
    return waves.run(items, Hearings::unheard, task::hear).stream()
        .sorted(Comparator.comparingLong(heard -> heard.item().position()))
        .toList();
  }

  private static EnrollWorker.Heard unheard(PlanItem item, RejectedException refusal) {
    return new EnrollWorker.Heard(
        item,
        new EnrollRequest(null, null, null, null),
        Hearing.unusable(0, null, Refusal.invalid(refusal.fault(), refusal.getMessage())));
  }

  @Override
  public void close() {
    kinds.destroy();
  }
}
