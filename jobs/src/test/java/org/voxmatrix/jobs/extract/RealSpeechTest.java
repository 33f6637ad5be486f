package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.SpeechDetection;
import org.voxmatrix.fixtures.CampPlus;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.models.Catalogue;
import org.voxmatrix.jobs.models.ModelAdd;
import org.voxmatrix.jobs.models.ModelFolder;
import org.voxmatrix.ledger.RunSummary;
import org.voxmatrix.ledger.State;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.session.Progress;
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

  /** Single words: few enough trials that one or two of them are a whole percent. */
  private static final Set<String> WORDS = Set.of("arabic-commands", "dspspeech20");

  @TempDir Path folder;

  @Test
  void theDefaultModelIsAsAccurateAsItsCardSays() throws IOException {
    Path pack = folder("voxmatrix.speech");
    TrialList trials = TrialList.read(pack.resolve("dev-trials.tsv"));
    String manifest = manifest(pack, trials);

    Map<String, Voiceprint> whole = wholeRecordings(manifest, null);
    assertRates(
        trials,
        whole,
        Map.of(
            TrialList.ALL,
            7.46,
            "librispeech",
            3.33,
            "speechocean762",
            4.99,
            "arabic-commands",
            20.42,
            "dspspeech20",
            25.83));

    RunResult result =
        new ExtractJob(SparkFixture.context(), job(manifest).withRepeat(Repeat.AGAIN)).execute();
    RunSummary summary = result.summary();
    assertThat(summary.states().keySet()).containsExactlyInAnyOrder(State.DONE, State.REJECTED);
    assertThat(summary.count(State.DONE) + summary.count(State.REJECTED)).isEqualTo(RECORDINGS);
    assertThat(summary.faults().keySet())
        .isSubsetOf("audio.no-speech", "audio.too-short", "audio.several-speakers");
    assertThat(summary.count(State.REJECTED)).isBetween(10L, 18L);
    Map<String, Voiceprint> speech = voiceprints(result);
    assertThat(speech).hasSize((int) summary.count(State.DONE));
    Map<String, Voiceprint> all = new HashMap<>(whole);
    all.putAll(speech);
    // The card's speech detection is the one that found the speech of all recordings.
    assertRates(
        trials,
        all,
        Map.of(
            TrialList.ALL,
            7.55,
            "librispeech",
            3.31,
            "speechocean762",
            5.21,
            "arabic-commands",
            20.42,
            "dspspeech20",
            26.25));
  }

  /**
   * CAM++ as it is added by name, and as PyTorch exported it with one ReLU more at the end, as the
   * package that has the weights runs it: apart from that, both are the same.
   */
  @Test
  void anotherModelIsAsAccurateAsItsCardSays() throws IOException {
    Path pack = folder("voxmatrix.speech");
    TrialList trials = TrialList.read(pack.resolve("dev-trials.tsv"));
    String manifest = manifest(pack, trials);
    ModelFolder models = new ModelFolder(folder.resolve("models"));
    assertThat(
            new ModelAdd(models, "python3", Progress.silent())
                .execute(Catalogue.read(), "campplus"))
        .isTrue();

    Map<String, Voiceprint> added = wholeRecordings(manifest, models.folder("campplus").toString());
    assertRates(
        trials,
        added,
        Map.of(
            TrialList.ALL,
            3.03,
            "librispeech",
            0.00,
            "speechocean762",
            1.46,
            "arabic-commands",
            13.75,
            "dspspeech20",
            16.25));
    Map<String, Voiceprint> exported =
        wholeRecordings(manifest, CampPlus.bundle(folder, folder("voxmatrix.models")));
    assertRates(
        trials,
        exported,
        Map.of(
            TrialList.ALL,
            4.01,
            "librispeech",
            0.00,
            "speechocean762",
            2.33,
            "arabic-commands",
            16.67,
            "dspspeech20",
            17.08));
    Cosine cosine = Cosine.withMean();
    exported.forEach(
        (recording, theirs) ->
            assertThat(cosine.score(theirs, positive(added.get(recording), theirs.fingerprint())))
                .as(recording)
                .isGreaterThan(0.9999));
  }

  private static Voiceprint positive(Voiceprint voiceprint, long fingerprint) {
    float[] values = voiceprint.vector().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
    return Voiceprint.of(fingerprint, values);
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

  /** Equal error rates in percent, of every corpus and of all trials, are those of the card. */
  private static void assertRates(
      TrialList trials, Map<String, Voiceprint> voiceprints, Map<String, Double> card) {
    Cosine cosine = Cosine.withMean();
    Map<String, Eer> rates =
        trials.eer(
            trial -> cosine.score(voiceprints.get(trial.enroll()), voiceprints.get(trial.test())));
    assertThat(rates.keySet()).isEqualTo(card.keySet());
    rates.forEach(
        (corpus, eer) ->
            assertThat(100 * eer.rate())
                .as(corpus)
                .isCloseTo(card.get(corpus), within(WORDS.contains(corpus) ? 1.0 : 0.3)));
  }

  private String manifest(Path pack, TrialList trials) {
    return Manifests.of(
        folder,
        trials.recordings().stream()
            .flatMap(path -> Stream.of(path, pack.resolve(path).toUri().toString()))
            .toArray(String[]::new));
  }

  private static Path folder(String property) {
    String value = System.getProperty(property);
    assertThat(value).as("Give -D" + property + "=FOLDER").isNotNull();
    Path path = Path.of(value).toAbsolutePath();
    assertThat(path).isDirectory();
    return path;
  }
}
