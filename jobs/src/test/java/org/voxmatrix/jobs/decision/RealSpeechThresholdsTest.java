package org.voxmatrix.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.CampPlus;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.recordings.Repeat;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Thresholds travel: galleries are drawn among the speakers of a corpus, and strangers' recordings
 * are taken for one of them about as often as was asked, with two models, on speech that nothing
 * was tuned to; whether those enrolled are among the recordings or not.
 */
@Tag("slow")
@Tag("real-speech")
class RealSpeechThresholdsTest {

  private static final int DRAWS = 200;
  private static final int GALLERIES = 60;

  @TempDir Path folder;

  @Test
  void oneStrangerInAHundredIsTakenForSomebody() throws IOException {
    Path pack = folder("voxmatrix.speech");
    for (String model : new String[] {null, CampPlus.bundle(folder, folder("voxmatrix.models"))}) {
      Map<String, List<float[]>> all = voices(pack, model, "dev", "", Integer.MAX_VALUE);
      Map<String, List<float[]>> one = new TreeMap<>(all);
      one.keySet().removeIf(speaker -> !speaker.startsWith("speechocean762"));
      for (Map<String, List<float[]>> corpus : List.of(one, all)) {
        for (int profiles : new int[] {5, 20}) {
          assertHeld(corpus, profiles, DRAWS);
          assertForetold(corpus, profiles);
        }
      }
    }
    Map<String, List<float[]>> train =
        voices(pack, folder.resolve("campplus").toString(), "train", "speechocean762", 8);
    assertHeld(train, 50, DRAWS / 4);
  }

  private static void assertHeld(Map<String, List<float[]>> corpus, int profiles, int draws) {
    GalleryDraws drawn = new GalleryDraws(corpus, profiles);
    // Where every second recording is of somebody enrolled, the rule errs on the strict side.
    for (boolean known : new boolean[] {false, true}) {
      GalleryDraws.Alarms alarms = drawn.of(known ? draws / 4 : draws, known);
      System.out.printf(
          "%d speakers, %d profiles, %s: %.2f %% false alarms (%.2f to %.2f)%n",
          corpus.size(),
          profiles,
          known ? "also of the enrolled" : "of strangers alone",
          100 * alarms.mean(),
          100 * alarms.low(),
          100 * alarms.high());
      assertThat(alarms.mean())
          .as("%d of %d speakers, %s", profiles, corpus.size(), known)
          .isBetween(known ? 0 : 0.003, 0.03);
    }
  }

  /** Five alerts a night are asked for; of a hundred nights the mean is where it was advised. */
  private static void assertForetold(Map<String, List<float[]>> corpus, int profiles) {
    GalleryDraws drawn = new GalleryDraws(corpus, profiles);
    int inside = 0;
    double mean = 0;
    for (int seed = 0; seed < GALLERIES; seed++) {
      GalleryDraws.Nights nights = drawn.nights(seed, 5, 200, 100);
      inside += nights.mean() >= nights.low() && nights.mean() <= nights.high() ? 1 : 0;
      mean += nights.mean() / GALLERIES;
    }
    System.out.printf(
        "%d speakers, %d profiles: %.2f alerts a night, foretold of %d of %d galleries%n",
        corpus.size(), profiles, mean, inside, GALLERIES);
    // Of 95 %, with room for chance.
    assertThat(inside).as("%d of %d speakers", profiles, corpus.size()).isGreaterThanOrEqualTo(52);
    assertThat(mean).isBetween(2.5, 10.0);
  }

  /** Voiceprints by speaker. */
  private Map<String, List<float[]>> voices(
      Path pack, String model, String split, String corpus, int each) throws IOException {
    Map<String, String> speakerOf = new TreeMap<>();
    Map<String, Integer> count = new HashMap<>();
    List<String> manifest = new ArrayList<>();
    for (String line : Files.readAllLines(pack.resolve("MANIFEST.tsv"))) {
      String[] fields = line.split("\t", -1);
      String speaker = fields[1] + " " + fields[2];
      if (fields[fields.length - 1].equals(split)
          && fields[1].startsWith(corpus)
          && count.merge(speaker, 1, Integer::sum) <= each) {
        speakerOf.put(fields[0], speaker);
        manifest.add(fields[0]);
        manifest.add(pack.resolve(fields[0]).toUri().toString());
      }
    }
    String run =
        new ExtractJob(
                SparkFixture.context(),
                ExtractSettings.of(Manifests.of(folder, manifest.toArray(String[]::new)))
                    .withModel(model)
                    .withRepeat(Repeat.AGAIN))
            .execute()
            .runId();
    Map<String, List<float[]>> voices = new TreeMap<>();
    for (Row row :
        SparkFixture.spark()
            .table(VoxTable.VOICEPRINTS.sqlName())
            .where("voiceprint IS NOT NULL AND run_id = '" + run + "'")
            .sort("recording_id")
            .select("recording_id", "voiceprint")
            .collectAsList()) {
      voices
          .computeIfAbsent(speakerOf.get(row.getString(0)), key -> new ArrayList<>())
          .add(Voiceprint.decode(row.getString(1)).vector());
    }
    return voices;
  }

  private static Path folder(String property) {
    String value = System.getProperty(property);
    assertThat(value).as("Give -D" + property + "=FOLDER").isNotNull();
    return Path.of(value).toAbsolutePath();
  }
}
