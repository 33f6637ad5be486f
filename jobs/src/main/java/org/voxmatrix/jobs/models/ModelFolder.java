package org.voxmatrix.jobs.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.storage.UnfinishedOutput;

/**
 * Where added models live: a folder for each, under its name, which appears when it is complete.
 *
 * @param path of the folder, there or not
 */
public record ModelFolder(Path path) {

  private static final String FIELD = "models";
  private static final List<String> FILES =
      List.of("bundle.json", "model.onnx", "vad.onnx", ReferenceVoice.FILE, "README.md", "LICENSE");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** The usual folder: {@code voxmatrix/models} where the user's programs keep their data. */
  public static ModelFolder usual(Map<String, String> environment) {
    Path data =
        Optional.ofNullable(environment.get("XDG_DATA_HOME"))
            .filter(folder -> folder.startsWith("/"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"));
    return new ModelFolder(data.resolve("voxmatrix").resolve("models"));
  }

  /** The names of added models, in order. */
  public List<String> names() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.map(folder -> folder.getFileName().toString()).filter(this::has).sorted().toList();
    } catch (IOException e) {
      throw StorageFault.of(FIELD, "Folder of models " + path, e);
    }
  }

  /** Whether a model of that name was added. */
  public boolean has(String name) {
    return NAME.matcher(name).matches() && Files.isRegularFile(folder(name).resolve("bundle.json"));
  }

  /** The folder of a model. */
  public Path folder(String name) {
    return path.toAbsolutePath().resolve(name);
  }

  /**
   * A name for a model that is to be added.
   *
   * @throws RequestException if it is none, or taken
   */
  public String free(String name) {
    if (!NAME.matcher(name).matches()) {
      throw RequestException.badValue(
          "name",
          "'%s' is no name for a model: give up to 64 letters, digits, dots, dashes and underscores with --name"
              .formatted(name));
    }
    if (ModelBundle.BUNDLED.contains(name) || Files.exists(folder(name))) {
      throw RequestException.badValue(
          "name",
          "There is a model '%s' already: give another --name, or 'voxmatrix model remove' it first"
              .formatted(name));
    }
    return name;
  }

  /**
   * Adds a model, all of its files at once.
   *
   * @param name see {@link #free}
   * @param files by name
   */
  public void add(String name, Map<String, byte[]> files) {
    try {
      PrivateFiles.folder(path.toAbsolutePath());
      FileSystem local = FileSystem.getLocal(new Configuration()).getRaw();
      UnfinishedOutput output =
          new UnfinishedOutput(local, new org.apache.hadoop.fs.Path(folder(free(name)).toUri()));
      Path unfinished = Path.of(output.path().toUri().getPath());
      try {
        PrivateFiles.folder(unfinished);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          Files.write(PrivateFiles.file(unfinished.resolve(file.getKey())), file.getValue());
        }
        output.publish();
      } finally {
        output.discard();
      }
    } catch (IOException e) {
      throw StorageFault.of(FIELD, "Folder of models " + path, e);
    }
  }

  /**
   * Removes an added model.
   *
   * @throws RequestException if none of that name was added
   */
  public void remove(String name) {
    if (ModelBundle.BUNDLED.contains(name)) {
      throw RequestException.badValue(
          "name",
          "Model '%s' comes with Voxmatrix: only added ones can be removed".formatted(name));
    }
    if (!NAME.matcher(name).matches() || !Files.isDirectory(folder(name))) {
      throw RequestException.badValue(
          "name",
          "No model '%s' was added to %s: 'voxmatrix model list' shows those there are"
              .formatted(name, path));
    }
    Path folder = folder(name);
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files = found.toList();
      for (Path file : files) {
        if (!FILES.contains(file.getFileName().toString())) {
          throw RequestException.badValue(
              "name",
              "Model folder %s has %s, which is of no model: remove the folder yourself"
                  .formatted(folder, file.getFileName()));
        }
      }
      Files.deleteIfExists(folder.resolve(FILES.get(0))); // From now on it is no model.
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw StorageFault.of(FIELD, "Model folder " + folder, e);
    }
  }
}
