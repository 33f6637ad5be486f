package org.voxmatrix.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.trials.Trial;

/**
 * Embeddings of recordings of a speech pack. One with too little speech is embedded whole, so that
 * every trial has a score.
 */
final class DevEmbeddings {

  private final Map<String, float[]> embeddings = new ConcurrentHashMap<>();
  private final Set<String> tooShort = ConcurrentHashMap.newKeySet();

  static DevEmbeddings of(
      ModelBundle bundle, SpeechDetection detection, Path pack, Set<String> recordings)
      throws Exception {
    DevEmbeddings result = new DevEmbeddings();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(bundle)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (String recording : recordings) {
        tasks.add(
            () -> {
              result.add(extractor, detection, pack, recording);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    return result;
  }

  Set<String> tooShort() {
    return tooShort;
  }

  double cosine(Trial trial) {
    return VoiceprintExtractorTest.cosine(
        embeddings.get(trial.enroll()), embeddings.get(trial.test()));
  }

  private void add(
      VoiceprintExtractor extractor, SpeechDetection detection, Path pack, String recording)
      throws IOException {
    byte[] content = Files.readAllBytes(pack.resolve(recording));
    try {
      embeddings.put(recording, embedding(extractor, detection, content));
    } catch (RejectedException rejected) {
      if (rejected.fault() != Fault.AUDIO_TOO_SHORT) {
        throw rejected;
      }
      tooShort.add(recording);
      embeddings.put(recording, embedding(extractor, SpeechDetection.OFF, content));
    }
  }

  private static float[] embedding(
      VoiceprintExtractor extractor, SpeechDetection detection, byte[] content) {
    ExtractOptions options = ExtractOptions.DEFAULT.withSpeechDetection(detection);
    return extractor.extract(new BytesInput(content), options).channels().get(0).embedding();
  }
}
