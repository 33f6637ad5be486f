package org.voxmatrix.jobs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our command line in a JVM of its own, on Spark with two cores. */
final class Driver {

  private Driver() {}

  /** Starts a job; what it prints is added to a log. */
  static Process start(File log, List<String> job, String... jvmOptions) throws IOException {
    return start(log, "org.voxmatrix.cli.Main", job, jvmOptions);
  }

  /** Starts a program of a test. */
  static Process startMain(File log, Class<?> main, String... arguments) throws IOException {
    return start(log, main.getName(), List.of(arguments));
  }

  private static Process start(File log, String main, List<String> arguments, String... jvmOptions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("voxmatrix.test.jvm").split(" ")));
    command.add("-Xmx1g");
    command.add("-Dspark.master=local[2]");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.add("-Dspark.ui.enabled=false");
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }
}
