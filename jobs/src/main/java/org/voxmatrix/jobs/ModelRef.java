package org.voxmatrix.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.ModelBundle;

/**
 * How a model bundle reaches every executor: by URI and checksum, loaded once in each JVM.
 *
 * @param uri folder of the bundle on any Hadoop file system; null is the bundle in the jar
 * @param shipped name under which Spark ships a folder of the driver's machine, or null
 * @param sha256 checksum of the model that the driver saw
 */
record ModelRef(String uri, String shipped, String sha256) implements Serializable {

  private static final Map<ModelRef, VoiceprintExtractor> LOADED = new ConcurrentHashMap<>();

  /** Reads the bundle on the driver. */
  static ModelBundle bundle(String uri, Configuration hadoop) {
    return uri == null
        ? ModelBundle.loadDefault()
        : ModelBundle.load(name -> read(uri, name, hadoop));
  }

  /** Makes the bundle of that URI reachable from every executor. */
  static ModelRef of(String uri, ModelBundle bundle, JavaSparkContext spark) {
    if (uri == null || spark.isLocal() || !"file".equals(scheme(uri))) {
      return new ModelRef(uri, null, bundle.sha256());
    }
    spark.addFile(uri, true);
    return new ModelRef(uri, new Path(uri).getName(), bundle.sha256());
  }

  /** This JVM's extractor for the bundle. */
  VoiceprintExtractor extractor(Configuration hadoop) {
    return LOADED.computeIfAbsent(this, ref -> new VoiceprintExtractor(ref.load(hadoop)));
  }

  private ModelBundle load(Configuration hadoop) {
    ModelBundle bundle = bundle(shipped == null ? uri : SparkFiles.get(shipped), hadoop);
    if (!bundle.sha256().equals(sha256)) {
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          Fault.MODEL_BAD_BUNDLE,
          java.util.List.of("model"),
          "Model "
              + uri
              + " is another one here than on the driver: put the same files on each node.");
    }
    return bundle;
  }

  /** Without a scheme it is a folder of this machine, whatever {@code fs.defaultFS} is. */
  private static Path location(String folder) {
    Path path = new Path(folder);
    return path.toUri().getScheme() == null
        ? new Path(java.nio.file.Path.of(folder).toUri())
        : path;
  }

  private static String scheme(String uri) {
    String scheme = new Path(uri).toUri().getScheme();
    return scheme == null ? "file" : scheme;
  }

  private static byte[] read(String folder, String name, Configuration hadoop) throws IOException {
    Path path = new Path(location(folder), name);
    try (FSDataInputStream stream = path.getFileSystem(hadoop).open(path)) {
      return stream.readAllBytes();
    }
  }
}
