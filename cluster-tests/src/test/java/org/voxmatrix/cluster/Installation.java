package org.voxmatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The product as packaged, and a Spark home made of the jars that it was compiled against. */
final class Installation {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path LAUNCHER = ROOT.resolve("bin/voxmatrix");
  static final Path JAR = ROOT.resolve("jobs/target/voxmatrix.jar");

  private static final Predicate<Path> ICEBERG = jar -> name(jar).startsWith("iceberg-");

  private Installation() {}

  /** A Spark home, as of a distribution: without Iceberg, which users add. */
  static Path sparkHome(Path home) throws IOException {
    assertThat(JAR).as("run 'mvn verify -Pcluster', which packages the jar").isRegularFile();
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path jar : jars(ROOT.resolve("jobs/target/spark.classpath"), ICEBERG.negate())) {
      Files.createSymbolicLink(jars.resolve(name(jar)), jar);
    }
    Path script = Files.createDirectories(home.resolve("bin")).resolve("spark-class");
    try (InputStream text = Installation.class.getResourceAsStream("spark-class")) {
      Files.copy(text, script);
    }
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return home;
  }

  /** Removes the links to jars, which JUnit warns of otherwise. */
  static void unlink(Path home) {
    for (File jar : home.resolve("jars").toFile().listFiles()) {
      jar.delete();
    }
  }

  /** What {@code --packages} brings for Iceberg tables. */
  static List<Path> icebergJars() throws IOException {
    return jars(ROOT.resolve("jobs/target/spark.classpath"), ICEBERG);
  }

  /** What {@code --packages} brings for {@code s3a://}. */
  static List<Path> s3aJars() throws IOException {
    return jars(Path.of("target", "s3a.classpath"), jar -> true);
  }

  private static List<Path> jars(Path classPath, Predicate<Path> wanted) throws IOException {
    return Arrays.stream(Files.readString(classPath).strip().split(":"))
        .map(Path::of)
        .filter(wanted)
        .toList();
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }
}
