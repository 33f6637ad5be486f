package org.voxmatrix.cli.voiceprints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.options.NormOptions;
import org.voxmatrix.cli.options.RunIdOption;
import org.voxmatrix.cli.options.Score;
import org.voxmatrix.cli.run.SparkCommand;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.ForecastPage;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.error.Counted;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.BadRows;
import org.voxmatrix.jobs.compare.CalibrationChoice;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.SetSource;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.State;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

@Command(name = "compare")
public final class CompareCommand extends SparkCommand {

  private static final int MAX_TOP_K = 10_000;

  @Option(names = "--a", paramLabel = "SET")
  private String a;

  @Option(names = "--b", paramLabel = "SET")
  private String b;

  @Option(names = "--self")
  private boolean self;

  @Option(names = "--request", paramLabel = "FILE.json")
  private Path request;

  @Option(names = "--raw-model", paramLabel = "NAME")
  private String rawModel;

  @Option(names = "--skip-bad")
  private boolean skipBad;

  @Option(names = "--matrix")
  private boolean matrix;

  @Option(names = "--threshold", paramLabel = "SCORE")
  private String threshold;

  @Option(names = "--calibration", paramLabel = "ID|NAME|latest|model|none")
  private String calibration;

  @Option(names = "--top-k", paramLabel = "K")
  private Integer topK;

  @Option(names = "--top-k-of", paramLabel = "SIDE", defaultValue = "rows")
  private String topKOf;

  @Option(names = "--explain")
  private boolean explain;

  @Option(names = "--wave-pairs", paramLabel = "N", defaultValue = "40000000000")
  private long wavePairs;

  @Option(names = "--wave-bytes", paramLabel = "N", defaultValue = "1073741824")
  private long waveBytes;

  @Option(names = "--block-columns", paramLabel = "N", defaultValue = "65536")
  private int blockColumns;

  @Mixin private NormOptions norm;
  @Mixin private ModelOption model;
  @Mixin private RunIdOption runId;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    boolean sets = a != null && (b != null) != self;
    boolean mixed = request != null && (a != null || b != null || self);
    if (mixed || (request == null && !sets)) {
      throw new ParameterException(
          spec.commandLine(), "give --a and --b, or --a and --self, or --request");
    }
    outputs(); // Before Spark starts.
    return super.call();
  }

  @Override
  protected void check() {
    checkRun(a, "voiceprints_a");
    checkRun(b, "voiceprints_b");
  }

  private void checkRun(String set, String field) {
    if (set != null && SetSource.isRun(set)) {
      try (Warehouse tables = warehouse.open()) {
        SetSource.checkRun(tables, set, field);
      }
    }
  }

  @Override
  protected int run(JobContext context) {
    CompareSettings sets =
        request == null ? CompareSettings.of(a, self ? a : b) : CompareSettings.ofRequest(request);
    CompareSettings settings =
        sets.withRawModel(rawModel)
            .withModel(model.location())
            .withBadRows(skipBad ? BadRows.SKIP : BadRows.REJECT)
            .withCohort(norm.choice(spec))
            .withOutputs(outputs())
            .withCalibration(calibration())
            .withLimits(
                new WaveLimits(waveBytes, wavePairs, WaveLimits.DEFAULT.bandBytes(), blockColumns));
    CompareJob job = new CompareJob(context.withRunId(runId.id), settings);
    if (explain) {
      new ForecastPage(spec).print(job.forecast());
      return ExitCode.DONE;
    }
    CompareResult result = job.execute();
    if (json.json) {
      JsonOption.print(spec.commandLine().getOut(), document(result, context.warehouse()));
    } else {
      summary(result, context.warehouse());
    }
    return result.state() == State.DONE ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  /** The scores, or the run where they are too many for a document. */
  private ObjectNode document(CompareResult result, Warehouse tables) {
    return isLarge(result)
        ? new RunDocument(tables).of(result.runId())
        : new TaskDocument(tables).of(result.taskId());
  }

  private boolean isLarge(CompareResult result) {
    return outputs().matrix() && result.columns() * result.rows() > TaskDocument.MAX_SCORES;
  }

  private Outputs outputs() {
    if (topK != null && (topK < 1 || topK > MAX_TOP_K)) {
      throw new ParameterException(
          spec.commandLine(), "--top-k must be 1 to " + MAX_TOP_K + ", not " + topK);
    }
    boolean hits = threshold != null || topK != null;
    return new Outputs(
        matrix || !hits,
        threshold == null ? Double.NEGATIVE_INFINITY : calibration() == null ? score() : -1,
        topK == null ? 0 : topK,
        side());
  }

  /**
   * Null for scores as they are. The service's form has log-likelihood ratios, as its scores are,
   * where the model comes with a calibration.
   */
  private CalibrationChoice calibration() {
    String named = CalibrationChoice.named(calibration);
    boolean ofService = calibration == null && request != null && norm.choice(spec) == null;
    return named == null && !ofService
        ? null
        : new CalibrationChoice(named, threshold == null ? null : number());
  }

  private double score() {
    try {
      return norm.choice(spec) == null ? new Score().convert(threshold) : number();
    } catch (TypeConversionException e) {
      throw badThreshold(e.getMessage());
    }
  }

  /** Of a scale without bounds. */
  private double number() {
    try {
      double number = Double.parseDouble(threshold);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As infinity.
    }
    throw badThreshold("'" + threshold + "' is no number");
  }

  private ParameterException badThreshold(String message) {
    return new ParameterException(
        spec.commandLine(),
        "Invalid value for option '--threshold': " + message,
        spec.findOption("--threshold"),
        threshold);
  }

  private Outputs.Of side() {
    try {
      return Outputs.Of.valueOf(topKOf.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--top-k-of must be rows, columns or both, not " + topKOf);
    }
  }

  /** Each fault is one voiceprint's, or says how many more there are. */
  private static long setAside(JsonNode faults) {
    long count = 0;
    for (JsonNode fault : faults) {
      count += fault.at("/context/count").asLong(1);
    }
    return count;
  }

  private void summary(CompareResult result, Warehouse tables) {
    JsonNode faults = Json.read(result.detail());
    Summary summary =
        new Summary(spec)
            .line(
                "run",
                "%s %s in %s",
                result.runId(),
                result.state().word(),
                Summary.seconds(result.elapsed()));
    if (result.state() == State.DONE) {
      summary
          .line(
              "compared",
              "%s (A) x %s (B), %s%s",
              new Counted(result.columns(), "column"),
              new Counted(result.rows(), "row"),
              new Counted(result.columns() * result.rows(), "pair"),
              result.hits() == 0 ? "" : ", " + new Counted(result.hits(), "hit"))
          .line("scores", "%s", scores(result))
          .line("set aside", "%s", new Counted(setAside(faults), "voiceprint"))
          .line("tables", "%s: score_blocks, hits, set_members", tables.location())
          .next(warehouse.arguments(), next(result));
    }
    for (JsonNode fault : faults) {
      JsonNode id = fault.at("/context/id");
      summary.line(
          "fault",
          "%s%s: %s",
          fault.path("location"),
          id.isMissingNode() ? "" : " " + id,
          fault.path("message").textValue());
    }
  }

  /** What one takes them for; the service's form has log-likelihood ratios without asking. */
  private String scores(CompareResult result) {
    if (!result.scoreKind().equals(Calibration.SCORE_KIND)) {
      return result.scoreKind();
    }
    return calibration == null
        ? "log-likelihood ratios by the model's own calibration; cosines by --calibration none"
        : "log-likelihood ratios";
  }

  private String[] next(CompareResult result) {
    return isLarge(result)
        ? new String[] {"export", "scores", "--run", result.runId(), "--out", "scores"}
        : new String[] {"status", "--task", result.taskId()};
  }
}
