package org.voxmatrix.model;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The native libraries of ONNX Runtime. It unpacks them where Java was started to put what is
 * temporary, and leaves them there if the process is killed; where {@link #FOLDER} is set to a
 * folder that is not there, they are unpacked into that.
 */
public final class OnnxLibraries {

  /** ONNX Runtime's own property. */
  public static final String FOLDER = "onnxruntime.native.path";

  private static final String RESOURCES = "/ai/onnxruntime/native/linux-";
  private static final String PREFIX = "onnxruntime-java";
  private static final Map<String, String> MACHINES = Map.of("amd64", "x64", "aarch64", "aarch64");

  private OnnxLibraries() {}

  /** Loads them. */
  static void load() {
    unpack();
    if (System.getProperty(FOLDER) == null) {
      OrtEnvironment.getEnvironment();
      return;
    }
    try {
      // It makes a folder all the same, and leaves that empty.
      Path made = Files.createTempDirectory(PREFIX);
      Set<Path> before = folders(made.getParent());
      OrtEnvironment.getEnvironment();
      for (Path folder : folders(made.getParent())) {
        if (folder.equals(made) || !before.contains(folder)) {
          removeIfEmpty(folder);
        }
      }
    } catch (IOException e) {
      throw new LinkageError("ONNX Runtime cannot be loaded", e);
    }
  }

  private static void removeIfEmpty(Path folder) {
    try {
      if (Files.getOwner(folder).equals(Files.getOwner(Path.of(System.getProperty(FOLDER))))) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException inUse) {
      return; // That of another process, or gone already.
    }
  }

  private static Set<Path> folders(Path temporary) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      return StreamSupport.stream(found.spliterator(), false).collect(Collectors.toSet());
    }
  }

  private static void unpack() {
    String folder = System.getProperty(FOLDER);
    if (folder == null || Files.exists(Path.of(folder))) {
      return;
    }
    String machine = MACHINES.get(System.getProperty("os.arch"));
    if (machine == null || !System.getProperty("os.name").equals("Linux")) {
      System.clearProperty(FOLDER);
      return;
    }
    try {
      Files.createDirectories(Path.of(folder));
      for (String name : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
        try (InputStream library =
            OnnxLibraries.class.getResourceAsStream(RESOURCES + machine + "/" + name)) {
          Files.copy(library, Path.of(folder, name));
        }
      }
    } catch (IOException e) {
      throw new LinkageError("ONNX Runtime cannot be unpacked into " + folder, e);
    }
  }
}
