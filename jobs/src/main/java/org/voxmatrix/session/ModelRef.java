package org.voxmatrix.session;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.BundleFiles;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.storage.Places;

/**
 * How a model bundle reaches every executor: the driver reads it, Spark carries it, and each JVM
 * loads it once.
 *
 * @param key tells this bundle from others; of one in the jar, what {@link #files} takes, empty for
 *     the default
 * @param files the bundle by file name; null is one in the jar
 */
public record ModelRef(String key, Broadcast<Map<String, byte[]>> files) implements Serializable {

  /** Before the name of a bundle that comes with Voxmatrix, in place of a folder. */
  public static final String BUNDLED = "bundled:";

  private static final Map<String, ModelBundle> BUNDLES = new ConcurrentHashMap<>();
  private static final Map<String, VoiceprintExtractor> LOADED = new ConcurrentHashMap<>();

  /**
   * Reads the bundle on the driver.
   *
   * @param uri as {@link #files} takes it
   */
  public static ModelBundle bundle(String uri, Configuration hadoop) {
    BundleFiles files = files(uri, hadoop);
    return isBundled(uri) ? ModelBundle.loadTried(files) : ModelBundle.load(files);
  }

  /**
   * The files of a bundle, on the driver.
   *
   * @param uri folder on any Hadoop file system, or, without a scheme, of this machine; or {@link
   *     #BUNDLED} and a name; null is the default bundle
   */
  public static BundleFiles files(String uri, Configuration hadoop) {
    return isBundled(uri)
        ? ModelBundle.bundled(uri == null ? ModelBundle.DEFAULT : uri.substring(BUNDLED.length()))
        : name -> read(uri, name, hadoop);
  }

  /** Whether that is a bundle that comes with Voxmatrix. */
  public static boolean isBundled(String uri) {
    return uri == null || uri.startsWith(BUNDLED);
  }

  /** Executors in the driver's own JVM need not load what it has loaded. */
  void keep(ModelBundle bundle) {
    BUNDLES.put(key, bundle);
  }

  /** This JVM's extractor for the bundle. */
  public VoiceprintExtractor extractor() {
    return LOADED.computeIfAbsent(
        key, absent -> new VoiceprintExtractor(BUNDLES.computeIfAbsent(key, unknown -> carried())));
  }

  private ModelBundle carried() {
    String uri = key.isEmpty() ? null : key;
    return ModelBundle.loadTried(files == null ? files(uri, null) : this::file);
  }

  private byte[] file(String name) throws IOException {
    byte[] content = files.value().get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content;
  }

  /** Without a scheme it is a folder of this machine, whatever {@code fs.defaultFS} is. */
  private static Path location(String folder) {
    Path path = Places.path("model", folder);
    return path.toUri().getScheme() == null
        ? new Path(java.nio.file.Path.of(folder).toUri())
        : path;
  }

  private static byte[] read(String folder, String name, Configuration hadoop) throws IOException {
    Path path = new Path(location(folder), name);
    FileSystem files = path.getFileSystem(hadoop);
    int size = BundleFiles.size(name, files.getFileStatus(path).getLen());
    try (FSDataInputStream stream = files.open(path)) {
      return stream.readNBytes(size);
    }
  }
}
