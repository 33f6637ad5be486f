package org.voxmatrix.jobs.demo;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractResult;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.manifest.ManifestJob;
import org.voxmatrix.report.HeatMap;
import org.voxmatrix.report.LabelledMatrix;
import org.voxmatrix.score.Side;
import org.voxmatrix.session.Progress;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Every step over the sample recordings: manifest, extract, compare, and a picture. */
public final class DemoJob {

  private final SparkSession spark;
  private final Warehouse warehouse;
  private final Path samples;
  private final Path out;
  private final Progress progress;

  /**
   * @param samples folder with {@code manifest.csv} and {@code broken.csv}
   * @param out folder for the manifests and the picture
   */
  public DemoJob(
      SparkSession spark, Warehouse warehouse, Path samples, Path out, Progress progress) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.samples = samples;
    this.out = out;
    this.progress = progress;
  }

  /**
   * What the demo made.
   *
   * @param broken the run over the broken recordings
   * @param picture the heat map, an SVG file
   */
  public record Result(
      ExtractResult extracted,
      ExtractResult broken,
      CompareResult compared,
      LabelledMatrix matrix,
      Path picture) {}

  public Result execute(CallerIds trace) {
    ExtractResult extracted = extract("manifest.csv", "manifest.parquet", trace);
    ExtractResult broken = extract("broken.csv", "broken.parquet", trace);
    String set = "run:" + extracted.runId();
    CompareResult compared =
        new CompareJob(spark, warehouse).sets(set, set).trace(trace).progress(progress).execute();
    LabelledMatrix matrix = matrix(extracted, compared);
    return new Result(extracted, broken, compared, matrix, draw(matrix));
  }

  private ExtractResult extract(String csv, String parquet, CallerIds trace) {
    String manifest = out.resolve(parquet).toString();
    ManifestJob.of(samples.resolve(csv).toString())
        .hadoop(spark.sessionState().newHadoopConf())
        .out(manifest)
        .execute(Progress.silent());
    return new ExtractJob(spark, warehouse)
        .manifest(manifest)
        .repeat(ExtractJob.Repeat.AGAIN)
        .trace(trace)
        .progress(progress)
        .execute();
  }

  private LabelledMatrix matrix(ExtractResult extracted, CompareResult compared) {
    Map<String, String> voices = new HashMap<>();
    for (Row row :
        spark
            .table(VoxTable.VOICEPRINTS.sqlName())
            .where(col("run_id").equalTo(extracted.runId()))
            .select(col("id"), col("attributes").getItem("speaker"))
            .collectAsList()) {
      voices.put(row.getString(0), row.getString(1));
    }
    ScoreBlocks blocks = new ScoreBlocks(warehouse);
    List<String> ids = blocks.members(compared.runId(), Side.A);
    float[] scores = blocks.read(compared.runId(), ids.size(), ids.size());
    return new LabelledMatrix(ids, ids.stream().map(voices::get).toList(), scores);
  }

  private Path draw(LabelledMatrix matrix) {
    Path picture = out.resolve("matrix.svg");
    String title =
        matrix.ids().size()
            + " recordings of "
            + matrix.labels().stream().distinct().count()
            + " voices, each against each";
    try {
      return Files.writeString(picture, HeatMap.svg(matrix, title));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
