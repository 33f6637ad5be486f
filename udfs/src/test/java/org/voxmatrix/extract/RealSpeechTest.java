package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.audio.AudioInput;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.trials.TrialList;

/** Accuracy on real speech against what the models' cards state, on the dev list of the pack. */
@Tag("slow")
@Tag("real-speech")
class RealSpeechTest {

  private static final Path PACK = Path.of(System.getProperty("voxmatrix.speech", "missing"));

  @Test
  void defaultModelIsAsAccurateAsItsCardSays() throws Exception {
    Map<String, Double> whole = rates(ModelBundle.loadDefault(), SpeechDetection.OFF);
    assertThat(whole.get(TrialList.ALL)).isCloseTo(7.61, within(0.3));
    Map<String, Double> loose = rates(ModelBundle.loadDefault(), SpeechDetection.ON);
    assertThat(loose.get(TrialList.ALL)).isCloseTo(7.88, within(0.3));
  }

  @Test
  void campPlusIsAsAccurateAsItsCardSays() throws Exception {
    ModelBundle bundle = campPlus();
    Map<String, Double> whole = rates(bundle, SpeechDetection.OFF);
    assertThat(whole.get(TrialList.ALL)).isCloseTo(4.01, within(0.3));
    Map<String, Double> loose = rates(bundle, SpeechDetection.ON);
    assertThat(loose.get(TrialList.ALL)).isCloseTo(4.13, within(0.3));
  }

  /** The description is ours, the graph another project's: that is what a bundle is for. */
  private static ModelBundle campPlus() {
    Path folder = Path.of(System.getProperty("voxmatrix.campplus", "missing"));
    return ModelBundle.load(
        name -> {
          if (!name.equals("bundle.json")) {
            return Files.readAllBytes(folder.resolve(name));
          }
          try (var stream = RealSpeechTest.class.getResourceAsStream("/models/campplus/" + name)) {
            return stream.readAllBytes();
          }
        });
  }

  private static Map<String, Double> rates(ModelBundle bundle, SpeechDetection detection)
      throws Exception {
    TrialList trials = TrialList.read(PACK.resolve("dev-trials.tsv"));
    ExtractOptions options = ExtractOptions.DEFAULT.withSpeechDetection(detection);
    Map<String, float[]> embeddings = new ConcurrentHashMap<>();
    Map<String, String> rejected = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(bundle)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (String recording : trials.recordings()) {
        tasks.add(
            () -> {
              try {
                embeddings.put(recording, embedding(extractor, options, recording));
              } catch (RejectedException fault) {
                rejected.put(recording, fault.getMessage());
                embeddings.put(
                    recording,
                    embedding(
                        extractor, options.withSpeechDetection(SpeechDetection.OFF), recording));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    Map<String, Double> rates =
        trials.eerPercent(
            (a, b) -> VoiceprintExtractorTest.cosine(embeddings.get(a), embeddings.get(b)));
    System.out.printf(
        "EER %% of %s %s, speech detection %s, %d recordings (%d of them embedded whole, for too"
            + " little speech): %s%n",
        bundle.name(), bundle.version(), detection, embeddings.size(), rejected.size(), rates);
    rejected.forEach((r, m) -> System.out.println(r + " " + m));
    return rates;
  }

  private static float[] embedding(
      VoiceprintExtractor extractor, ExtractOptions options, String recording) throws IOException {
    byte[] content = Files.readAllBytes(PACK.resolve(recording));
    Extraction extraction = extractor.extract(AudioInput.of(content), options);
    assertThat(extraction.channels()).hasSize(1);
    return extraction.channels().get(0).embedding();
  }
}
