package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.SpeechDetection;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.ledger.RunSummary;
import org.voxmatrix.ledger.State;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.trials.Eer;
import org.voxmatrix.trials.TrialList;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Extraction of the speech pack's dev list, and its accuracy against what the models' cards state.
 */
@Tag("slow")
@Tag("real-speech")
class RealSpeechTest {

  private static final int RECORDINGS = 1_561;

  @TempDir Path folder;

  @Test
  void theDefaultModelIsAsAccurateAsItsCardSays() throws IOException {
    Path pack = folder("voxmatrix.speech");
    TrialList trials = TrialList.read(pack.resolve("dev-trials.tsv"));
    String manifest = manifest(pack, trials);

    Map<String, Voiceprint> whole = wholeRecordings(manifest, null);
    double eer = printed("voxmatrix-v0, all of each recording", trials, whole, 7.61);
    assertThat(eer).isCloseTo(7.61, within(0.3));

    RunResult result = new ExtractJob(SparkFixture.context(), job(manifest)).execute();
    RunSummary summary = result.summary();
    System.out.println("With speech detection: " + summary.states() + " " + summary.faults());
    assertThat(summary.count(State.FAILED)).isZero();
    assertThat(summary.faults().keySet()).isSubsetOf("audio.no-speech", "audio.too-short");
    Map<String, Voiceprint> speech = new HashMap<>(whole);
    speech.putAll(voiceprints(result));
    String what = "voxmatrix-v0, speech only, all of the rejected recordings";
    assertThat(printed(what, trials, speech, 7.88)).isCloseTo(7.88, within(0.3));
  }

  @Test
  void anotherModelIsAsAccurateAsItsCardSays() throws IOException {
    Path pack = folder("voxmatrix.speech");
    TrialList trials = TrialList.read(pack.resolve("dev-trials.tsv"));

    Map<String, Voiceprint> whole = wholeRecordings(manifest(pack, trials), campPlus());
    double eer = printed("CAM++, all of each recording", trials, whole, 4.01);
    assertThat(eer).isCloseTo(4.01, within(0.3));
  }

  private Map<String, Voiceprint> wholeRecordings(String manifest, String model) {
    ExtractOptions options = ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF);
    RunResult result =
        new ExtractJob(SparkFixture.context(), job(manifest).withModel(model).withOptions(options))
            .execute();
    assertThat(result.summary().states()).isEqualTo(Map.of(State.DONE, (long) RECORDINGS));
    Map<String, Voiceprint> voiceprints = voiceprints(result);
    assertThat(voiceprints).hasSize(RECORDINGS);
    return voiceprints;
  }

  private static ExtractSettings job(String manifest) {
    return ExtractSettings.of(manifest);
  }

  /** As the table has them, by recording. */
  private static Map<String, Voiceprint> voiceprints(RunResult result) {
    Map<String, Voiceprint> voiceprints = new HashMap<>();
    for (Row row :
        SparkFixture.spark()
            .table(VoxTable.VOICEPRINTS.sqlName())
            .where("run_id = '" + result.runId() + "'")
            .select("recording_id", "voiceprint")
            .collectAsList()) {
      voiceprints.put(row.getString(0), Voiceprint.decode(row.getString(1)));
    }
    return voiceprints;
  }

  private static double printed(
      String what, TrialList trials, Map<String, Voiceprint> voiceprints, double card) {
    Cosine cosine = Cosine.withMean();
    Map<String, Eer> rates =
        trials.eer(
            trial -> cosine.score(voiceprints.get(trial.enroll()), voiceprints.get(trial.test())));
    System.out.printf("EER %% of %s (card: %.2f):", what, card);
    rates.forEach((corpus, eer) -> System.out.printf(" %s %.2f", corpus, 100 * eer.rate()));
    System.out.println();
    return 100 * rates.get(TrialList.ALL).rate();
  }

  private String manifest(Path pack, TrialList trials) {
    return Manifests.of(
        folder,
        trials.recordings().stream()
            .flatMap(path -> Stream.of(path, pack.resolve(path).toUri().toString()))
            .toArray(String[]::new));
  }

  /** The description is ours, the graph another project's: that is what a bundle is for. */
  private String campPlus() throws IOException {
    Path bundle = Files.createDirectory(folder.resolve("campplus"));
    Files.copy(
        folder("voxmatrix.models").resolve("campplus/model.onnx"), bundle.resolve("model.onnx"));
    try (InputStream json = ModelBundle.class.getResourceAsStream("/models/campplus/bundle.json")) {
      Files.copy(json, bundle.resolve("bundle.json"));
    }
    return bundle.toString();
  }

  private static Path folder(String property) {
    String value = System.getProperty(property);
    assertThat(value).as("Give -D" + property + "=FOLDER").isNotNull();
    Path path = Path.of(value).toAbsolutePath();
    assertThat(path).isDirectory();
    return path;
  }
}
