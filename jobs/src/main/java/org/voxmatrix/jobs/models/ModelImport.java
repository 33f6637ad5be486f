package org.voxmatrix.jobs.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.BundleFiles;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.model.preset.BundleRemake;
import org.voxmatrix.model.preset.GraphImport;
import org.voxmatrix.model.preset.ImportOptions;
import org.voxmatrix.model.preset.Imported;
import org.voxmatrix.model.preset.Preset;
import org.voxmatrix.onnx.OnnxModel;
import org.voxmatrix.storage.StorageFault;

/** Adds a model of a file or folder that the user has. */
public final class ModelImport {

  private static final List<String> REQUIRED = List.of("bundle.json", "model.onnx");

  private final ModelFolder folder;

  public ModelImport(ModelFolder folder) {
    this.folder = folder;
  }

  /**
   * Adds the bundle of a graph.
   *
   * @param file an exported graph
   * @param options with the name that the model shall have
   * @return what was changed in the graph, a sentence each
   * @throws RequestException if it cannot be used; nothing is added then
   */
  public List<String> execute(Path file, Preset preset, ImportOptions options) {
    folder.free(options.name());
    return add(options.name(), GraphImport.of(read(file, "model.onnx"), preset, options));
  }

  /**
   * Adds a bundle again under another name, without nodes that runtimes compute wrongly.
   *
   * @param bundle folder
   */
  public List<String> execute(Path bundle, String name) {
    folder.free(name);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : List.of("bundle.json", "model.onnx", "vad.onnx", "README.md", "LICENSE")) {
      Path path = bundle.resolve(file);
      if (Files.exists(path) || REQUIRED.contains(file)) {
        files.put(file, read(path, file));
      }
    }
    return add(name, BundleRemake.of(files));
  }

  private List<String> add(String name, Imported imported) {
    Map<String, byte[]> files = new LinkedHashMap<>(imported.files());
    ModelBundle bundle = ModelBundle.load(imported.files()::get);
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(bundle)) {
      files.put(ReferenceVoice.FILE, ReferenceVoice.write(ReferenceVoice.embedding(extractor)));
    }
    folder.add(name, files);
    return imported.changes();
  }

  private static byte[] read(Path file, String name) {
    try {
      int size = BundleFiles.size(name, Files.size(file));
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(size);
      }
    } catch (IOException e) {
      throw StorageFault.of("file", "Model " + file, e);
    }
  }

  /** A name for a model, made of that of its file. */
  public static String nameOf(Path file) {
    String name = String.valueOf(file.toAbsolutePath().normalize().getFileName());
    return name.replaceFirst("\\.onnx$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
  }

  /** The project that a file says it is of. */
  public static Optional<Preset> presetOf(Path file) {
    try {
      byte[] content = read(file, "model.onnx");
      return Optional.ofNullable(OnnxModel.read(content).metadata().get("framework"))
          .flatMap(Preset::of);
    } catch (IllegalArgumentException noGraph) {
      return Optional.empty();
    }
  }
}
