package org.voxmatrix.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of a test, ended with all its descendants when closed. Its output goes to a log. */
final class Child implements AutoCloseable {

  private final Process process;
  private final Path log;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Thread reader;

  private Child(Process process, Path log, Pattern sign) {
    this.process = process;
    this.log = log;
    this.reader = new Thread(() -> read(sign), log.getFileName().toString());
    reader.setDaemon(true);
    reader.start();
  }

  static Child start(ProcessBuilder command, Path log) throws IOException {
    return start(command, log, Pattern.compile("(?!)"));
  }

  /**
   * Starts a server.
   *
   * @param sign what it prints when it is ready; {@link #ready} gives the first group
   */
  static Child start(ProcessBuilder command, Path log, Pattern sign) throws IOException {
    return new Child(command.redirectErrorStream(true).start(), log, sign);
  }

  private void read(Pattern sign) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        Matcher found = sign.matcher(line);
        if (found.find()) {
          ready.complete(found.group(1));
        }
      }
    } catch (IOException closed) {
      // Java closes the stream of a process that was ended.
    } finally {
      ready.completeExceptionally(new IOException("ended before it was ready"));
    }
  }

  /** Waits until the server says that it is ready. */
  String ready() throws Exception {
    try {
      return ready.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(log + ": " + output(), e);
    }
  }

  /** Waits until the process ends by itself, and returns its exit code. */
  int exitCode() throws Exception {
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      throw new IllegalStateException("Still running after 4 minutes: " + output());
    }
    reader.join();
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly().onExit().join();
    }
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(child -> child.onExit().join());
  }
}
