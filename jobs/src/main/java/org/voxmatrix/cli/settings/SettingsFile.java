package org.voxmatrix.cli.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.lang3.StringUtils;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.PrivateFiles;
import org.voxmatrix.storage.StorageFault;

/**
 * The settings file of a process. Nothing outside its folder is read for it, and reading it ends,
 * whatever is in it.
 */
record SettingsFile(Path path) {

  private static final Path USUAL = Path.of("conf", "voxmatrix.conf");

  private static final int MOST_SECONDS = 10;

  /** The file that is asked for, or the first of the usual ones that is there. */
  static Optional<SettingsFile> find(Optional<String> named, Map<String, String> environment) {
    Optional<Path> asked =
        named.or(() -> Optional.ofNullable(environment.get("VOXMATRIX_CONF"))).map(Path::of);
    if (asked.isPresent()) {
      return asked.map(SettingsFile::new);
    }
    Optional<Path> installed =
        Optional.ofNullable(System.getProperty("voxmatrix.home"))
            .map(home -> Path.of(home).resolve(USUAL))
            .filter(Files::exists);
    if (Files.exists(USUAL)) {
      if (!isSame(USUAL, installed)) {
        requireOwn(USUAL);
      }
      return Optional.of(new SettingsFile(USUAL));
    }
    return installed.map(SettingsFile::new);
  }

  private static boolean isSame(Path file, Optional<Path> other) {
    try {
      return other.isPresent() && Files.isSameFile(file, other.get());
    } catch (IOException e) {
      return false;
    }
  }

  /** Refuses a file that lies where the user happens to be, and that somebody else wrote. */
  static void requireOwn(Path file) {
    try {
      boolean posix = Files.getFileStore(file).supportsFileAttributeView("posix");
      if (posix
          && (!Files.getOwner(file).equals(PrivateFiles.user())
              || Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE))) {
        throw BadSettings.of(
            "Settings file %s is of another user, or anybody may write it: give it with --conf if it is to be used, or another one."
                .formatted(file.toAbsolutePath()));
      }
    } catch (IOException e) {
      throw StorageFault.of("conf", "Settings file " + file, e);
    }
  }

  /**
   * What the file says.
   *
   * @param environment for {@code ${env.NAME}}
   * @throws RequestException if it cannot be read
   */
  Config read(Map<String, String> environment) {
    FutureTask<Config> reading = new FutureTask<>(() -> parsed(environment));
    // HOCON can be written so that it grows for ever.
    Thread reader = new Thread(reading, "voxmatrix-settings");
    reader.setDaemon(true);
    reader.start();
    try {
      return reading.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw BadSettings.of(
          "Settings file %s takes more than %d s to read: write it without substitutions that grow."
              .formatted(path, MOST_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private RuntimeException failure(Throwable failure) {
    if (failure instanceof StackOverflowError || failure instanceof OutOfMemoryError) {
      return BadSettings.of(
          "Settings file %s is nested too deeply or grows too large: write plain keys and values."
              .formatted(path));
    }
    if (failure instanceof ConfigException.UnresolvedSubstitution) {
      return BadSettings.of(
          "Settings cannot be read: %s; a variable of the environment is written ${env.NAME}."
              .formatted(reason(failure)));
    }
    return failure instanceof ConfigException
        ? BadSettings.of("Settings cannot be read: " + reason(failure))
        : failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }

  /** It may quote what was written. */
  private static String reason(Throwable failure) {
    return StringUtils.abbreviate(failure.getMessage(), 500);
  }

  private Config parsed(Map<String, String> environment) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw BadSettings.of("Settings file '" + path + "' is no file: check --conf.");
    }
    Config written;
    try {
      Path real = path.toRealPath();
      NearbyIncludes includes = new NearbyIncludes(real.getParent());
      NearbyIncludes.requireSmall(real);
      written =
          ConfigFactory.parseFile(
              path.toFile(), ConfigParseOptions.defaults().setIncluder(includes));
    } catch (FileSystemException e) {
      throw StorageFault.of("conf", "Settings file " + path, e);
    }
    Config source =
        written.withFallback(
            ConfigFactory.empty().withValue("env", ConfigValueFactory.fromMap(environment)));
    Config read = written.resolveWith(source, ConfigResolveOptions.noSystem());
    // HOCON's own way to name a variable, ${?NAME}, would be left out without a word.
    if (!read.equals(written.resolveWith(source, ConfigResolveOptions.defaults()))) {
      throw BadSettings.of(
          "Settings file %s names a variable of the environment without saying so: write ${env.NAME}."
              .formatted(path));
    }
    return read;
  }
}
