package org.voxmatrix.session;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.model.BundleFiles;
import org.voxmatrix.model.ModelBundle;

/** The model bundles of a Spark session: the driver reads each once, however many jobs use it. */
public final class Models {

  private final SparkSession spark;
  private final Map<String, Model> loaded = new ConcurrentHashMap<>();

  public Models(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * A bundle on the driver, and the way to it from executors.
   *
   * @param ref of the same bytes
   */
  public record Model(ModelBundle bundle, ModelRef ref) {}

  /**
   * The bundle of that URI.
   *
   * @param uri as {@link ModelRef#files} takes it
   */
  public Model get(String uri) {
    return loaded.computeIfAbsent(uri == null ? "" : uri, key -> load(uri));
  }

  private Model load(String uri) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    if (ModelRef.isBundled(uri)) {
      return model(ModelRef.bundle(uri, hadoop), uri == null ? "" : uri, null);
    }
    BundleFiles read = ModelRef.files(uri, hadoop);
    Map<String, byte[]> files = new HashMap<>();
    ModelBundle bundle =
        ModelBundle.load(
            name -> {
              byte[] content = read.read(name);
              files.put(name, content);
              return content;
            });
    return model(bundle, uri + "@" + bundle.sha256(), files);
  }

  private Model model(ModelBundle bundle, String key, Map<String, byte[]> files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ModelRef ref = new ModelRef(key, files == null ? null : context.broadcast(files));
    ref.keep(bundle);
    return new Model(bundle, ref);
  }
}
