package org.voxmatrix.jobs.profiles.audio;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.voxmatrix.access.Gate;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.recordings.Manifest;
import org.voxmatrix.recordings.RecordingSource;
import org.voxmatrix.recordings.RecordingWaves;
import org.voxmatrix.session.Models.Model;

/** Analyzes the recordings of waves on all executors. */
public final class AudioAnalyses implements AutoCloseable {

  private final RecordingWaves waves;
  private final Broadcast<Map<String, ProfileKind>> kinds;
  private final LongAccumulator finished;
  private final AudioAnalyzer analyzer;

  /**
   * @param kind of rows that name no profile
   * @param kinds of profiles, by id
   */
  public AudioAnalyses(
      SparkSession spark,
      Manifest recordings,
      ListenOptions options,
      Model model,
      ProfileKind kind,
      Map<String, ProfileKind> kinds) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.waves = new RecordingWaves(spark, recordings, Long.MAX_VALUE);
    this.kinds = context.broadcast(kinds);
    this.finished = spark.sparkContext().longAccumulator("recordings analyzed");
    this.analyzer =
        new AudioAnalyzer(
            model.ref(),
            model.bundle().fingerprint(),
            new RecordingSource(
                Gate.of(options.allowedRoots(), options.reach(), hadoop),
                Long.MAX_VALUE,
                new SerializableConfiguration(hadoop)),
            options,
            kind,
            this.kinds,
            finished);
  }

  /** Counts recordings that are analyzed. */
  public LongAccumulator finished() {
    return finished;
  }

  /** The analysis of each item, in order. */
  public List<AnalyzedClaim> of(List<PlanItem> items) {
    AudioAnalyzer task = analyzer;
    return waves.run(items, AudioAnalyses::refused, task::analyze).stream()
        .sorted(Comparator.comparingLong(analyzed -> analyzed.item().position()))
        .toList();
  }

  private static AnalyzedClaim refused(PlanItem item, RejectedException refusal) {
    return new AnalyzedClaim(
        item,
        new ProfileClaim(null, null, null, null),
        AudioAnalysis.ended(null, AudioRule.refusal(refusal)));
  }

  @Override
  public void close() {
    kinds.destroy();
  }
}
