package org.voxmatrix.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.features.FrameRing;
import org.voxmatrix.features.FrontEnd;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.OnnxGraph;
import org.voxmatrix.speech.SpeechDetector;

/** Runs the stages of one recording, each alone. All work is done by the thread that asks. */
final class Stages {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final ExtractOptions FIRST_CHANNEL =
      ExtractOptions.DEFAULT.withChannels(List.of(0));

  private final Map<Stage, Runnable> stages = new EnumMap<>(Stage.class);
  private final double seconds;

  Stages(Recording recording, ModelBundle bundle, VoiceprintExtractor extractor, Networks alone)
      throws IOException {
    FrontEnd frontEnd = bundle.frontEnd().orElseThrow();
    int rate = bundle.sampleRate();
    float[] samples = Speech.decode(Files.readAllBytes(recording.file()), rate);
    FrameRing ring = Frames.frontEnd(frontEnd, samples);
    int count = Frames.count(frontEnd, samples.length);
    List<Frames> windows = Frames.windows(ring, count, frontEnd);
    Frames speech;
    try (SpeechDetector detector = SpeechDetector.open(bundle).orElseThrow()) {
      speech = Frames.speech(ring, count, detector);
    }
    seconds = (double) samples.length / rate;
    OnnxGraph detector = bundle.openVad().orElseThrow();
    OnnxGraph model = bundle.openModel();
    stages.put(Stage.READ, () -> read(recording));
    stages.put(Stage.READ_DECODE, () -> decode(recording, recording.rate()));
    stages.put(Stage.READ_DECODE_RESAMPLE, () -> decode(recording, rate));
    stages.put(Stage.FRONT_END, () -> Frames.frontEnd(frontEnd, samples));
    stages.put(Stage.DETECTOR, () -> windows.forEach(window -> run(detector, window)));
    stages.put(Stage.MODEL, () -> run(model, speech));
    stages.put(
        Stage.PIPELINE, () -> extractor.extract(new FileInput(recording.file()), FIRST_CHANNEL));
    stages.put(
        Stage.RUNTIME_ALONE,
        () -> {
          alone.detect(windows);
          alone.embed(speech);
        });
  }

  /** Processor time of one run, in milliseconds per second of audio. */
  double run(Stage stage) {
    long start = THREADS.getCurrentThreadCpuTime();
    stages.get(stage).run();
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / seconds;
  }

  private static void run(OnnxGraph graph, Frames frames) {
    graph.run(new long[] {1, frames.count(), frames.width()}, input -> input.put(frames.values()));
  }

  private static void read(Recording recording) {
    byte[] buffer = new byte[1 << 16];
    try (AudioInput input = new FileInput(recording.file())) {
      while (input.read(buffer, 0, buffer.length) >= 0) {
        // the bytes are not wanted
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void decode(Recording recording, int rate) {
    try (AudioReader reader = AudioReader.open(new FileInput(recording.file()), rate)) {
      float[][] block = new float[reader.format().channels()][8_192];
      while (reader.read(block) >= 0) {
        // the samples are not wanted
      }
    }
  }
}
