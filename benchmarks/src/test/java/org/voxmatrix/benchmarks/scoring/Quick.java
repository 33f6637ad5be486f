package org.voxmatrix.benchmarks.scoring;

import java.nio.file.Path;
import org.voxmatrix.compare.Outputs;
import org.voxmatrix.jobs.Sessions;

/** One size, for trying things. */
final class Quick {

  private Quick() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int n = Integer.parseInt(args[1]);
    int dimension = Integer.parseInt(args[2]);
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "8");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
    try (Sessions sessions = Sessions.open(folder.resolve("warehouse"), "benchmark")) {
      Ours ours = new Ours(sessions, folder);
      for (String mode : args[3].split(",")) {
        Outputs outputs =
            switch (mode) {
              case "threshold" -> new Outputs(false, 0.35, 0, Outputs.Of.ROWS);
              case "top" -> new Outputs(false, Double.NEGATIVE_INFINITY, 10, Outputs.Of.ROWS);
              case "both" -> new Outputs(false, Double.NEGATIVE_INFINITY, 10, Outputs.Of.BOTH);
              default -> Outputs.MATRIX;
            };
        double alone = Engine.pairsPerSecond(2, dimension);
        Ours.Measured measured = ours.run(n, n, dimension, outputs);
        System.out.printf(
            "%s: kernel on two threads %.0f M/s, scoring %.1f s %.0f M/s (%.0f %%), whole %.1f s"
                + " %.0f M/s, %d hits%n",
            mode,
            alone / 1e6,
            measured.scoring(),
            measured.scoringRate() / 1e6,
            100 * measured.scoringRate() / alone,
            measured.whole(),
            measured.wholeRate() / 1e6,
            measured.hits());
      }
    }
  }
}
