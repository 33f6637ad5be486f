package org.voxmatrix.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.ModelBundle;

/**
 * Prints what extraction costs, format by format and stage by stage, in processor time of the one
 * thread that does it; then what Spark and the tables add.
 */
final class ExtractionBenchmark {

  private static final Path TARGET = Path.of("benchmarks", "target");
  private static final int SECONDS = 30;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 15;

  private ExtractionBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory(TARGET, "extraction");
    ModelBundle bundle = ModelBundle.loadDefault();
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(bundle);
        Networks alone = new Networks()) {
      Map<Recording, Stages> all = new LinkedHashMap<>();
      for (Recording recording : Recording.write(folder, SECONDS)) {
        all.put(recording, new Stages(recording, bundle, extractor, alone));
      }
      print(all, rounds);
    }
    SparkBenchmark.print(folder);
  }

  private static void print(Map<Recording, Stages> all, int count) throws IOException {
    Map<Recording, Rounds> measured = measure(all, count);
    System.out.printf(
        "%n%d s of speech a file, medians of %d rounds, Java %s on %s%n%n",
        SECONDS, count, Runtime.version(), Processor.name());
    System.out.println(
        "Milliseconds of one core per second of audio:\n\n"
            + "| format | read | decode | resample | front end | between | all but the networks |"
            + " VAD | model | pipeline |\n|---|---|---|---|---|---|---|---|---|---|");
    measured.forEach((recording, rounds) -> System.out.println(costs(recording, rounds)));
    System.out.println(
        "\nSeconds of audio per core-second:\n\n"
            + "| format | pipeline | ONNX Runtime alone, both networks | ratio |\n|---|---|---|---|");
    measured.forEach(
        (recording, rounds) ->
            System.out.printf(
                "| %s | %.0f | %.0f | %.2f |%n",
                recording.format(),
                1000 / rounds.of(Stage.PIPELINE),
                1000 / rounds.of(Stage.RUNTIME_ALONE),
                rounds.ratio()));
  }

  private static String costs(Recording recording, Rounds rounds) {
    return "| %s | %.2f | %.2f | %s | %.2f | %.2f | **%.2f** | %.2f | %.2f | %.2f |"
        .formatted(
            recording.format(),
            rounds.of(Stage.READ),
            rounds.decode(),
            recording.rate() == 16_000 ? "-" : "%.2f".formatted(rounds.resample()),
            rounds.of(Stage.FRONT_END),
            rounds.between(),
            rounds.aroundNetworks(),
            rounds.of(Stage.DETECTOR),
            rounds.of(Stage.MODEL),
            rounds.of(Stage.PIPELINE));
  }

  /** Recordings take turns. */
  private static Map<Recording, Rounds> measure(Map<Recording, Stages> all, int count) {
    Map<Recording, Rounds> measured = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < count; round++) {
      for (Map.Entry<Recording, Stages> entry : all.entrySet()) {
        Map<Stage, Double> times = Rounds.round(entry.getValue());
        if (round >= 0) {
          measured.computeIfAbsent(entry.getKey(), recording -> new Rounds()).add(times);
        }
      }
    }
    return measured;
  }
}
