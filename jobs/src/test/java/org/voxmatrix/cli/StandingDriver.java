package org.voxmatrix.cli;

import java.io.BufferedReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Runs one job after the other in one JVM, each in a Spark session of its own. A line of its input
 * is a job: the file that what it prints is added to, and its arguments, with tabs between. The
 * answer is a line with its exit code.
 */
public final class StandingDriver {

  public static final String ANSWER = "exit code ";

  private StandingDriver() {}

  public static void main(String[] none) throws IOException {
    BufferedReader jobs =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
      String[] job = line.split("\t");
      int code;
      try (PrintWriter log =
          new PrintWriter(new FileWriter(job[0], StandardCharsets.UTF_8, true))) {
        code = Main.run(log, log, Map.of(), Arrays.copyOfRange(job, 1, job.length));
      }
      System.out.println(ANSWER + code);
    }
    System.exit(0);
  }
}
