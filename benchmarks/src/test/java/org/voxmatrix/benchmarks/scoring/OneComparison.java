package org.voxmatrix.benchmarks.scoring;

import java.nio.file.Path;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.session.Sessions;

/**
 * One comparison in a fresh JVM: {@code FOLDER MODE COUNT_A COUNT_B DIMENSION [ROUNDS]}, where mode
 * is threshold, top-k, both, self (the ten best of a set against itself) or matrix.
 */
final class OneComparison {

  static final double THRESHOLD = 0.35;

  private OneComparison() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    String mode = args[1];
    int countA = Integer.parseInt(args[2]);
    int countB = Integer.parseInt(args[3]);
    int dimension = Integer.parseInt(args[4]);
    int rounds = args.length > 5 ? Integer.parseInt(args[5]) : 1;
    System.out.println(
        "| mode | pairs | dimension | kernel alone, 2 threads, M pairs/s | first to last scoring task,"
            + " s | of the kernel | M pairs per core-second | of the kernel's | first wave to commit,"
            + " s | of the kernel | whole job, s | hits | MB of heap after collection | MB resident"
            + " |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    Memory memory = new Memory();
    try (Sessions sessions = open(folder)) {
      Ours ours = new Ours(sessions, folder);
      for (int round = 0; round < rounds; round++) {
        double alone = Engine.pairsPerSecond(2, dimension);
        double core = Engine.pairsPerCoreSecond(dimension);
        Ours.Measured run =
            mode.equals("self")
                ? ours.self(countA, dimension, outputs(mode))
                : ours.run(countA, countB, dimension, outputs(mode));
        System.out.printf(
            "| %s | %,d x %,d | %d | %.0f | %.1f | %.0f %% | %.0f | %.0f %% | %.1f | %.0f %% | %.1f"
                + " | %,d | %,d | %,d |%n",
            mode,
            countA,
            countB,
            dimension,
            alone / 1e6,
            run.scoring(),
            100 * run.pairs() / run.scoring() / alone,
            run.pairs() / run.processor() / 1e6,
            100 * run.pairs() / run.processor() / core,
            run.action(),
            100 * run.pairs() / run.action() / alone,
            run.whole(),
            run.hits(),
            memory.afterCollection() >> 20,
            Memory.resident() >> 20);
      }
    }
  }

  static Sessions open(Path folder) {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "8");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
    System.setProperty("spark.local.dir", folder.resolve("spark").toString());
    return Sessions.open(folder.resolve("warehouse"), "benchmark");
  }

  static Outputs outputs(String mode) {
    return switch (mode) {
      case "threshold" -> new Outputs(false, THRESHOLD, 0, Outputs.Of.ROWS);
      case "top-k", "self" -> new Outputs(false, Double.NEGATIVE_INFINITY, 10, Outputs.Of.ROWS);
      case "both" -> new Outputs(false, Double.NEGATIVE_INFINITY, 10, Outputs.Of.BOTH);
      case "matrix" -> Outputs.MATRIX;
      default -> throw new IllegalArgumentException("Unknown mode " + mode);
    };
  }
}
