package org.voxmatrix.access;

import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestException;

/**
 * The stores that recordings may be on.
 *
 * @param stores schemes, or schemes with the one authority that is meant
 */
record AllowedStores(Set<String> stores) implements Serializable {

  private static final Pattern STORE =
      Pattern.compile("([a-z][a-z0-9+.-]*)(://[^/\\s]+)?/*", Pattern.CASE_INSENSITIVE);

  private static final Pattern SETTING = Pattern.compile("fs\\.([a-z][a-z0-9+-]*)\\..+");

  /** Their URIs name a host: settings for one are no leave to connect to any. */
  private static final Set<String> OF_HOSTS =
      Set.of(
          "hdfs",
          "webhdfs",
          "swebhdfs",
          "http",
          "https",
          "ftp",
          "sftp",
          "har",
          "abfs",
          "abfss",
          "wasb",
          "wasbs",
          "viewfs");

  /** Settings that Hadoop's jars bring, or Spark makes up. */
  private static final Pattern NOBODYS =
      Pattern.compile(".*-default\\.xml|Set by Spark to default values");

  AllowedStores {
    stores = Set.copyOf(stores);
  }

  /**
   * @param named by the user; none for files and the stores of Hadoop's settings
   */
  static AllowedStores of(List<String> named, Configuration hadoop) {
    return new AllowedStores(named.isEmpty() ? configured(hadoop) : Set.copyOf(named));
  }

  /**
   * @throws RequestException if it is neither a scheme nor one with an authority
   */
  static String checked(String store) {
    Matcher parts = STORE.matcher(store.strip());
    if (!parts.matches()) {
      throw RequestException.badValue(
          "allowed-schemes",
          "audio.allowed-schemes has '%s': give schemes such as file, s3a or hdfs://host:8020, or leave it out."
              .formatted(store));
    }
    String authority = parts.group(2);
    return parts.group(1).toLowerCase(Locale.ROOT) + (authority == null ? "" : authority);
  }

  private static Set<String> configured(Configuration hadoop) {
    Set<String> stores = new TreeSet<>(Set.of("file"));
    URI main = FileSystem.getDefaultUri(hadoop);
    stores.add(store(main.getScheme(), main.getAuthority()));
    for (String service : hadoop.getTrimmedStrings("dfs.nameservices")) {
      stores.add(store("hdfs", service));
    }
    for (Map.Entry<String, String> setting : hadoop) {
      Matcher name = SETTING.matcher(setting.getKey());
      if (name.matches()
          && !OF_HOSTS.contains(name.group(1))
          && isSomebodys(hadoop, setting.getKey())) {
        stores.add(name.group(1));
      }
    }
    return stores;
  }

  private static String store(String scheme, String authority) {
    boolean whole = authority == null || !OF_HOSTS.contains(scheme.toLowerCase(Locale.ROOT));
    return scheme.toLowerCase(Locale.ROOT) + (whole ? "" : "://" + authority);
  }

  private static boolean isSomebodys(Configuration hadoop, String setting) {
    String[] sources = hadoop.getPropertySources(setting);
    return sources == null
        || sources.length == 0
        || Arrays.stream(sources).noneMatch(source -> NOBODYS.matcher(source).matches());
  }

  /** Refuses a URI on another store. */
  void check(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getAuthority();
    boolean allowed =
        stores.contains(scheme)
            || (authority == null
                ? stores.stream().anyMatch(store -> store.startsWith(scheme + "://"))
                : stores.contains(scheme + "://" + authority));
    if (!allowed) {
      throw new RejectedException(
          Fault.AUDIO_FORBIDDEN,
          List.of("uri"),
          "The recording is on a store of scheme %s that is not allowed: copy it, or add the store to audio.allowed-schemes."
              .formatted(scheme));
    }
  }
}
