package org.voxmatrix.benchmarks.scoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Peers that are not Java's, by {@code peers.py}; {@code VOXMATRIX_PYTHON} names the Python. */
final class NativePeers {

  private NativePeers() {}

  /**
   * One peer.
   *
   * @param rate pairs a second; empty if it is not installed
   */
  record Rate(String name, OptionalDouble rate) {}

  static List<Rate> measure(int count, int dimension, int rounds) throws IOException {
    String python = System.getenv().getOrDefault("VOXMATRIX_PYTHON", "python3");
    Process process =
        new ProcessBuilder(
                python,
                "benchmarks/peers.py",
                String.valueOf(count),
                String.valueOf(dimension),
                String.valueOf(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Rate> rates = new ArrayList<>();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String line : output.lines().toList()) {
      String[] parts = line.split("\t", 2);
      rates.add(
          new Rate(
              parts[0],
              parts[1].isEmpty()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(Double.parseDouble(parts[1]))));
    }
    return rates;
  }
}
