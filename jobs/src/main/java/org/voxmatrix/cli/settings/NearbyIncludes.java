package org.voxmatrix.cli.settings;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Includes only files of the folder of the settings file, and not many. */
final class NearbyIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_FILES = 20;

  private final Path folder;
  private int files;

  /**
   * @param folder without links
   */
  NearbyIncludes(Path folder) {
    this.folder = folder;
  }

  static void requireSmall(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw BadSettings.of(
          "Settings file %s has %d bytes; it may have at most %d."
              .formatted(file, Files.size(file), MOST_BYTES));
    }
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return includeFile(context, new File(what));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    Path file = folder.resolve(what.toPath());
    if (!Files.exists(file)) {
      throw BadSettings.of(
          "Settings include '%s', which is not in %s: give a file of that folder."
              .formatted(what, folder));
    }
    try {
      if (!Files.isRegularFile(file) || !folder.equals(file.toRealPath().getParent())) {
        throw outside(what.toString());
      }
      files++;
      if (files > MOST_FILES) {
        throw BadSettings.of(
            "Settings in %s include more than %d files, or one itself."
                .formatted(folder, MOST_FILES));
      }
      requireSmall(file);
      return ConfigFactory.parseFile(file.toFile(), context.parseOptions().setIncluder(this))
          .root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw outside(what.toString());
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw outside(what);
  }

  private RuntimeException outside(String what) {
    return BadSettings.of(
        "Settings include '%s': only files of %s may be included.".formatted(what, folder));
  }

  /** There is nothing that this one leaves to another. */
  @Override
  public ConfigIncluder withFallback(ConfigIncluder other) {
    return this;
  }
}
