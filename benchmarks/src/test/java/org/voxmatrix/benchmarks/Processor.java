package org.voxmatrix.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine, for reports. */
final class Processor {

  private Processor() {}

  static String name() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    String model =
        Files.exists(file)
            ? Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"))
            : System.getProperty("os.arch");
    return model + ", " + Runtime.getRuntime().availableProcessors() + " cores";
  }
}
