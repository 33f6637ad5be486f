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
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.manifest.ManifestJob;
import org.voxmatrix.manifest.ManifestSettings;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.report.Fonts;
import org.voxmatrix.report.HeatMap;
import org.voxmatrix.report.LabelledMatrix;
import org.voxmatrix.score.Side;
import org.voxmatrix.session.Progress;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.tables.VoxTable;

/** Every step over the sample recordings: manifest, extract, compare, and a picture. */
public final class DemoJob {

  private final JobContext context;
  private final Path samples;
  private final Path out;
  private final String model;

  /**
   * @param samples folder with {@code manifest.csv} and {@code broken.csv}
   * @param out folder for the manifests and the picture
   * @param model as {@link org.voxmatrix.session.Models#get} takes it
   */
  public DemoJob(JobContext context, Path samples, Path out, String model) {
    this.context = context;
    this.samples = samples;
    this.out = out;
    this.model = model;
  }

  /**
   * What the demo made.
   *
   * @param broken the run over the broken recordings
   * @param picture the heat map, an SVG file; null where Java finds no font to draw it with
   */
  public record Result(
      RunResult extracted,
      RunResult broken,
      CompareResult compared,
      LabelledMatrix matrix,
      Path picture) {}

  public Result execute() {
    RunResult extracted = extract("manifest.csv", "manifest.parquet");
    RunResult broken = extract("broken.csv", "broken.parquet");
    String set = "run:" + extracted.runId();
    CompareResult compared =
        new CompareJob(context, CompareSettings.of(set, set).withModel(model)).execute();
    LabelledMatrix matrix = matrix(extracted, compared);
    return new Result(extracted, broken, compared, matrix, draw(matrix));
  }

  private RunResult extract(String csv, String parquet) {
    String manifest = out.resolve(parquet).toString();
    new ManifestJob(
            ManifestSettings.of(samples.resolve(csv).toString(), manifest), context.hadoop())
        .execute(Progress.silent());
    return new ExtractJob(
            context, ExtractSettings.of(manifest).withModel(model).withRepeat(Repeat.AGAIN))
        .execute();
  }

  private LabelledMatrix matrix(RunResult extracted, CompareResult compared) {
    Map<String, String> voices = new HashMap<>();
    for (Row row :
        context
            .spark()
            .table(VoxTable.VOICEPRINTS.sqlName())
            .where(col("run_id").equalTo(extracted.runId()))
            .select(col("id"), col("attributes").getItem("speaker"))
            .collectAsList()) {
      voices.put(row.getString(0), row.getString(1));
    }
    ScoreBlocks blocks = new ScoreBlocks(context.warehouse());
    List<String> ids = blocks.members(compared.runId(), Side.A);
    float[] scores = blocks.read(compared.runId(), ids.size(), ids.size());
    return new LabelledMatrix(ids, ids.stream().map(voices::get).toList(), scores);
  }

  private Path draw(LabelledMatrix matrix) {
    if (!Fonts.areThere()) {
      return null;
    }
    Path picture = out.resolve("matrix.svg");
    String title =
        "%s recordings of %s voices, each against each"
            .formatted(matrix.ids().size(), matrix.labels().stream().distinct().count());
    try {
      return Files.writeString(PrivateFiles.file(picture), HeatMap.of(matrix, title).svg());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
