package org.voxmatrix.jobs.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.ledger.State;
import org.voxmatrix.recordings.Repeat;

/** Thousands of enrollments in one run, beside their extraction. */
@Tag("slow")
class ManyEnrollmentsTest {

  private static final int ENROLLMENTS = Integer.getInteger("voxmatrix.enrollments", 2_000);
  private static final int PROFILES = ENROLLMENTS * 3 / 10;
  private static final int WAVES = 5;

  @TempDir Path folder;

  @Test
  void countsAreExactAndCommitsGrowWithWaves() {
    byte[] speech = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-slt", 1), 2));
    String manifest = folder.resolve("manifest").toString();
    SparkFixture.spark()
        .range(ENROLLMENTS)
        .selectExpr(
            "concat('many-', id) AS recording_id",
            "regexp_replace(md5(concat('%s', id %% %d)), '(.{8})(.{4})(.{4})(.{4})', '$1-$2-$3-$4-')"
                    .formatted(folder, PROFILES)
                + " AS profile_id",
            "'text-independent' AS kind")
        .withColumn("content", functions.lit(speech))
        .coalesce(1)
        .write()
        .parquet(manifest);
    RunResult extracted =
        new ExtractJob(
                SparkFixture.context(), ExtractSettings.of(manifest).withRepeat(Repeat.AGAIN))
            .execute();
    SparkFixture.warehouse().createTables();
    long before = snapshots();
    RunResult enrolled =
        new EnrollJob(
                SparkFixture.context(),
                EnrollSettings.of(manifest)
                    .withListen(relaxed())
                    .withUnknown(EnrollmentDecider.Unknown.CREATED)
                    .withWaveItems(ENROLLMENTS / WAVES))
            .execute();

    assertThat(enrolled.summary().count(State.DONE)).isEqualTo(ENROLLMENTS);
    List<Row> counts =
        SparkFixture.spark()
            .sql(
                """
                SELECT enrollments_count, status, count(*) FROM (
                  SELECT profile_id, max_by(enrollments_count, version) AS enrollments_count,
                    max_by(status, version) AS status
                  FROM vox.main.profiles WHERE settled AND run_id = '%s' GROUP BY profile_id)
                GROUP BY 1, 2 ORDER BY 1
                """
                    .formatted(enrolled.runId()))
            .collectAsList();
    int four = ENROLLMENTS - 3 * PROFILES;
    assertThat(counts.toString())
        .isEqualTo("[[3,Enrolled,%d], [4,Enrolled,%d]]".formatted(PROFILES - four, four));
    assertThat(snapshots() - before).isLessThanOrEqualTo(6L * WAVES);
    System.out.printf(
        "%,d enrollments of %,d profiles: %.0f a second; their extraction: %.0f a second%n",
        ENROLLMENTS,
        PROFILES,
        ENROLLMENTS * 1000.0 / enrolled.elapsed().toMillis(),
        ENROLLMENTS * 1000.0 / extracted.elapsed().toMillis());
  }

  private static ListenOptions relaxed() {
    return ListenOptions.defaults()
        .withLimits(
            Map.of(
                ProfileKind.TEXT_DEPENDENT,
                EnrollLimits.TEXT_DEPENDENT,
                ProfileKind.TEXT_INDEPENDENT,
                new EnrollLimits(5_242_880, 1, 120, 300, 3, 50, 0, 2)))
        .withCopies(Copies.ALLOW);
  }

  private static long snapshots() {
    long all = 0;
    for (String table : List.of("profiles", "enrollments", "operations", "tasks")) {
      all +=
          SparkFixture.spark()
              .sql("SELECT count(*) FROM vox.main." + table + ".snapshots")
              .first()
              .getLong(0);
    }
    return all;
  }
}
