package org.voxmatrix.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Where hundreds of drivers are started, half of their time goes into loading classes: an archive
 * of the JVM's saves most of that. It takes jars alone, so classes are put into some first.
 */
public final class DriverArchive {

  private static final Path FOLDER = Path.of("target", "drivers").toAbsolutePath();
  private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");

  private static List<String> options;

  private DriverArchive() {}

  /**
   * What a driver is given so that it finds its classes.
   *
   * @param toStandingDriver makes the command of a driver of given options
   */
  public static synchronized List<String> options(
      Function<List<String>, List<String>> toStandingDriver) {
    if (options == null) {
      try {
        options =
            Boolean.getBoolean("voxmatrix.test.archive")
                ? archived(toStandingDriver)
                : List.of("-cp", System.getProperty("java.class.path"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return options;
  }

  private static List<String> archived(Function<List<String>, List<String>> toStandingDriver)
      throws IOException {
    Files.createDirectories(FOLDER);
    try (FileChannel file =
        FileChannel.open(
            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // Of several JVMs that run tests, one makes the archive.
      List<String> path = new ArrayList<>();
      FileTime newest = FileTime.fromMillis(0);
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path jar = Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry)) : Path.of(entry);
        path.add(jar.toString());
        newest = later(newest, jar);
      }
      List<String> found = List.of("-cp", String.join(File.pathSeparator, path));
      if (!Files.exists(ARCHIVE) || Files.getLastModifiedTime(ARCHIVE).compareTo(newest) < 0) {
        make(found, toStandingDriver);
      }
      List<String> all = new ArrayList<>(found);
      all.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable"));
      return all;
    }
  }

  private static Path jar(Path classes) throws IOException {
    Path jar = FOLDER.resolve(Integer.toHexString(classes.toString().hashCode()) + ".jar");
    FileTime newest = FileTime.fromMillis(0);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        newest = later(newest, file);
      }
    }
    if (!Files.exists(jar) || Files.getLastModifiedTime(jar).compareTo(newest) < 0) {
      Path made = FOLDER.resolve("made.jar");
      int code =
          ToolProvider.findFirst("jar")
              .orElseThrow()
              .run(
                  System.out,
                  System.err,
                  "--create",
                  "--no-compress",
                  "--file=" + made,
                  "-C",
                  classes.toString(),
                  ".");
      if (code != 0) {
        throw new IOException("jar ended with " + code);
      }
      Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }

  private static FileTime later(FileTime one, Path file) throws IOException {
    FileTime other = Files.exists(file) ? Files.getLastModifiedTime(file) : one;
    return other.compareTo(one) > 0 ? other : one;
  }

  /** By jobs that have most of the classes of all. */
  private static void make(
      List<String> found, Function<List<String>, List<String>> toStandingDriver)
      throws IOException {
    Path warehouse = Files.createTempDirectory(FOLDER, "warehouse");
    Path made = FOLDER.resolve("made.jsa");
    Files.deleteIfExists(made);
    List<String> archiving = new ArrayList<>(found);
    archiving.addAll(List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:disable"));
    Process driver =
        new ProcessBuilder(toStandingDriver.apply(archiving))
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("driver.log").toFile())
            .start();
    String log = FOLDER.resolve("jobs.log") + "\t";
    String at = "\t--warehouse=" + warehouse;
    String run = "11111111-1111-1111-1111-111111111111";
    String manifest = warehouse.resolve("manifest.parquet").toString();
    try (var jobs = driver.outputWriter()) {
      jobs.write(log + "manifest\t../sample-data/voices\t--out=" + manifest + "\n");
      jobs.write(log + "extract\t--manifest=" + manifest + "\t--run-id=" + run + at + "\n");
      jobs.write(log + "link\t--threshold=0.5\t--a=run:" + run + at + "\n");
    }
    try {
      int code = driver.waitFor();
      if (code != 0 || !Files.exists(made)) {
        throw new IOException("no archive was made, exit code " + code + "; see " + FOLDER);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    Files.move(made, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
