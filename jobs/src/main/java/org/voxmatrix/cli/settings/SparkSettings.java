package org.voxmatrix.cli.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.voxmatrix.storage.LocalFiles;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.storage.StorageFault;

/**
 * Spark's settings, without a session. They are the system properties that begin with {@code
 * spark.}: {@code spark-submit} sets them, and embedded {@link #loadDefaults} does.
 */
public final class SparkSettings {

  private static final String HADOOP = "spark.hadoop.";

  private SparkSettings() {}

  /**
   * Reads {@code spark-defaults.conf} as spark-submit does; what is set already stays.
   *
   * @throws org.voxmatrix.error.RequestException if it cannot be read
   */
  public static void loadDefaults(Map<String, String> environment) {
    if (isSubmitted()) {
      return;
    }
    Optional.ofNullable(environment.get("SPARK_CONF_DIR"))
        .or(() -> Optional.ofNullable(System.getProperty("voxmatrix.home")).map(h -> h + "/conf"))
        .map(folder -> Path.of(folder, "spark-defaults.conf"))
        .filter(Files::isRegularFile)
        .ifPresent(
            file ->
                read(file).forEach((key, value) -> System.getProperties().putIfAbsent(key, value)));
  }

  /** Lets the group read the files that are made, unless a umask for Hadoop is set. */
  public static void shareFiles() {
    System.getProperties().putIfAbsent(PrivateFiles.SPARK_UMASK, PrivateFiles.GROUP);
  }

  /** Whether spark-submit started this process. */
  public static boolean isSubmitted() {
    return System.getProperty("SPARK_SUBMIT") != null;
  }

  public static Map<String, String> current() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("spark.")) {
        settings.put(name, System.getProperty(name));
      }
    }
    return settings;
  }

  /**
   * Hadoop's settings, with our local disks, and with those of Spark that begin with {@code
   * spark.hadoop.}.
   */
  public static Configuration hadoop() {
    Configuration configuration = new Configuration();
    configuration.setClass("fs.file.impl", LocalFiles.class, FileSystem.class);
    current()
        .forEach(
            (name, value) -> {
              if (name.startsWith(HADOOP)) {
                configuration.set(name.substring(HADOOP.length()), value);
              }
            });
    return configuration;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw StorageFault.of("conf", "Settings file " + file, e);
    }
    properties.replaceAll((key, value) -> value.toString().strip());
    return properties;
  }
}
