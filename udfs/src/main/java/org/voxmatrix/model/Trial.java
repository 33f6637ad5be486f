package org.voxmatrix.model;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;

/**
 * The first use of a bundle that somebody else made: in a process of its own, which is ended when
 * it takes too long or too much memory. A graph may loop for ever, ask for all memory, or crash the
 * runtime, and nothing in the process that runs it could stop that.
 */
final class Trial {

  private static final int REFUSED = 2;
  private static final long EVERY_MILLIS = 50;
  private static final int ANSWER = 1 << 16;

  /** What Java and the runtime take by themselves, and what a graph may on top. */
  private static final long MEMORY = 3L << 30;

  private static final Set<String> PASSED = ConcurrentHashMap.newKeySet();

  private Trial() {}

  /**
   * Tries a bundle, unless this process has.
   *
   * @param files that have been read and are what the bundle's checksums say
   */
  static void pass(Map<String, byte[]> files) {
    String key = Sha256.hex(files.get("bundle.json"));
    if (PASSED.contains(key)) {
      return;
    }
    long bytes = files.values().stream().mapToLong(file -> file.length).sum();
    run(files, Duration.ofSeconds(60 + (bytes >> 22)), MEMORY + 4 * bytes);
    PASSED.add(key);
  }

  /**
   * @param most time after which the process is ended
   * @param memory bytes of main memory beyond which it is
   */
  static void run(Map<String, byte[]> files, Duration most, long memory) {
    Path folder = null;
    try {
      folder =
          Files.createTempDirectory(
              Path.of(System.getProperty("java.io.tmpdir")), "voxmatrix-model");
      run(files, most, memory, folder);
    } catch (IOException e) {
      throw new IllegalStateException("A model could not be tried", e);
    } finally {
      delete(folder);
    }
  }

  private static void run(Map<String, byte[]> files, Duration most, long memory, Path folder)
      throws IOException {
    Process process =
        new ProcessBuilder(command(files, folder))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Thread giver = new Thread(() -> give(files, process), "voxmatrix-model");
      giver.setDaemon(true);
      giver.start();
      await(process, most, memory);
      if (process.exitValue() == REFUSED) {
        JsonNode answer =
            Json.read(
                new String(process.getInputStream().readNBytes(ANSWER), StandardCharsets.UTF_8));
        List<Object> location = new ArrayList<>();
        answer.path("location").forEach(part -> location.add(part.asText()));
        throw BadBundle.at(location, answer.path("message").asText());
      }
      if (process.exitValue() != 0) {
        throw BadBundle.at(
            List.of("model.onnx"),
            "The model ended the process that tried it (exit code %d): take another, or export it again"
                .formatted(process.exitValue()));
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static List<String> command(Map<String, byte[]> files, Path folder) {
    long heap = 256 + 4 * (files.values().stream().mapToLong(file -> file.length).sum() >> 20);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + folder,
        "-cp",
        classPath(),
        Trial.class.getName());
  }

  /** Under spark-submit, what is ours is not on Java's own class path. */
  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> needed :
        List.of(
            Trial.class,
            OrtEnvironment.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonIgnore.class)) {
      try {
        places.add(
            Path.of(needed.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return String.join(File.pathSeparator, places);
  }

  private static void give(Map<String, byte[]> files, Process process) {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
      out.writeInt(files.size());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.writeUTF(file.getKey());
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
    } catch (IOException ended) {
      return; // Its exit code says more.
    }
  }

  private static void await(Process process, Duration most, long memory) {
    long start = System.nanoTime();
    try {
      while (!process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - start > most.toNanos()) {
          throw BadBundle.at(
              List.of("model.onnx"),
              "A first run of the model was not done after %d s: take a model that ends"
                  .formatted(most.toSeconds()));
        }
        if (resident(process) > memory) {
          throw BadBundle.at(
              List.of("model.onnx"),
              "A first run of the model took more than %d MiB of memory: take a smaller one"
                  .formatted(memory >> 20));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Bytes of main memory; 0 where the system does not say. */
  private static long resident(Process process) {
    try {
      String pages = Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ")[1];
      return Long.parseLong(pages) * 4096;
    } catch (IOException | RuntimeException unknown) {
      return 0;
    }
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException left) {
      folder.toFile().deleteOnExit();
    }
  }

  /** Reads a bundle from standard input and uses it once. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // What the runtime says is no answer.
    Map<String, byte[]> files = new HashMap<>();
    DataInputStream in = new DataInputStream(System.in);
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      files.put(name, in.readNBytes(in.readInt()));
    }
    try {
      GraphCheck.check(new BundleReader(files::get).read());
    } catch (RequestException e) {
      out.println(Json.write(e.detail().get(0)));
      out.flush();
      System.exit(REFUSED);
    }
    System.exit(0);
  }
}
