package org.voxmatrix.session;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.BundleFiles;
import org.voxmatrix.model.ModelBundle;

/** The model bundles of a Spark session: the driver reads each once, however many jobs use it. */
public final class Models {

  private final SparkSession spark;
  private final Supplier<Usual> usual;
  private final Map<String, Model> loaded = new ConcurrentHashMap<>();

  /**
   * @param usual which one is meant where none is named; asked once
   */
  public Models(SparkSession spark, Supplier<Usual> usual) {
    this.spark = spark;
    this.usual = usual;
  }

  /**
   * The model that is meant where none is named.
   *
   * @param location as {@link ModelRef#files} takes it
   * @param fingerprint that it must have, 16 hexadecimal digits; null for any
   */
  public record Usual(String location, String fingerprint) {

    /** The bundle that comes with Voxmatrix. */
    public static final Usual BUNDLED = new Usual(null, null);
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
   * @param uri as {@link ModelRef#files} takes it; null for the usual one
   */
  public Model get(String uri) {
    return loaded.computeIfAbsent(uri == null ? "" : uri, key -> uri == null ? usual() : load(uri));
  }

  private Model usual() {
    Usual asked = usual.get();
    Model model = load(asked.location());
    String found = model.bundle().fingerprintHex();
    if (asked.fingerprint() != null && !asked.fingerprint().equals(found)) {
      throw RequestException.badValue(
          "model",
          "The warehouse uses model %s of fingerprint %s, and the one of that name here has %s: add the same one, or name another with --model."
              .formatted(model.bundle().name(), asked.fingerprint(), found));
    }
    return model;
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
