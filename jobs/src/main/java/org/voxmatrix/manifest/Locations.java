package org.voxmatrix.manifest;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Between what users write, Hadoop paths, and the URIs of a manifest. */
public final class Locations {

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

  private Locations() {}

  /** The path of a URI, or, without a scheme, of a local file: its name is taken as it is. */
  public static Path path(String location) {
    return SCHEME.matcher(location).matches()
        ? uriPath(location)
        : new Path(
            "file", "", java.nio.file.Path.of(location).toAbsolutePath().normalize().toString());
  }

  /** The path of a CSV cell: a URI, or a path relative to {@code folder}. */
  static Path path(Path folder, String cell) {
    if (SCHEME.matcher(cell).matches()) {
      return uriPath(cell);
    }
    URI base = folder.toUri();
    String whole = cell.startsWith("/") ? cell : base.getPath() + "/" + cell;
    return new Path(base.getScheme(), base.getAuthority(), whole);
  }

  /** The URI of a path, in ASCII: whatever a file is called, it can be read back from this. */
  static String uri(Path path) {
    URI uri = path.toUri();
    boolean local = "file".equals(uri.getScheme()) && uri.getAuthority() == null;
    String text = local ? "file://" + uri.getRawPath() : uri.toString();
    StringBuilder ascii = new StringBuilder();
    // Not toASCIIString: it composes accents, and then names another file.
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0) {
        ascii.append((char) b);
      } else {
        ascii.append(String.format("%%%02X", b));
      }
    }
    return ascii.toString();
  }

  private static Path uriPath(String text) {
    try {
      return new Path(new URI(text));
    } catch (URISyntaxException e) {
      return new Path(text); // A space or a lone % stands for itself.
    }
  }
}
