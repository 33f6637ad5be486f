package org.voxmatrix.sql;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.internal.SQLConf;
import org.voxmatrix.model.BundleFiles;
import org.voxmatrix.model.ModelBundle;

/**
 * The model that a session has chosen, loaded once in each JVM that runs its functions.
 *
 * @param folder of the bundle, on any file system that Hadoop reads; empty for the default model
 */
record SessionModel(String folder) implements Serializable {

  /** The setting that names the folder. */
  static final String SETTING = "spark.voxmatrix.model";

  /** A colon that is part of a relative name, where a scheme has a slash. */
  private static final Pattern COLON = Pattern.compile("[^/]*:(?!/).*");

  private static final Map<SessionModel, LoadedModel> LOADED = new ConcurrentHashMap<>();

  /** The model set when a query is analyzed; on the driver only. */
  static SessionModel current() {
    return new SessionModel(SQLConf.get().getConfString(SETTING, ""));
  }

  /**
   * @throws org.voxmatrix.error.RequestException if it cannot be read or is not a bundle
   */
  LoadedModel load() {
    return LOADED.computeIfAbsent(this, model -> new LoadedModel(model.bundle()));
  }

  private ModelBundle bundle() {
    return folder.isEmpty() ? ModelBundle.loadDefault() : ModelBundle.load(this::read);
  }

  private byte[] read(String file) throws IOException {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    Path path = new Path(COLON.matcher(folder).matches() ? "./" + folder : folder, file);
    FileSystem files = path.getFileSystem(hadoop);
    if (files instanceof LocalFileSystem local) {
      files = local.getRaw(); // A checksum file that somebody left beside is not believed.
    }
    int size = BundleFiles.size(file, files.getFileStatus(path).getLen());
    try (FSDataInputStream stream = files.open(path)) {
      return stream.readNBytes(size);
    }
  }
}
