package org.voxmatrix.recordings;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/**
 * The folders that a manifest may read from; none listed allows all. Dots and symbolic links are
 * resolved before the comparison.
 */
public record AllowedRoots(List<String> roots) implements Serializable {

  public AllowedRoots {
    roots = List.copyOf(roots);
  }

  /** Refuses a URI outside every root. */
  void check(Path path) {
    if (roots.isEmpty()) {
      return;
    }
    URI wanted = resolved(path);
    for (String root : roots) {
      if (within(resolved(new Path(root)), wanted)) {
        return;
      }
    }
    throw new RejectedException(
        Fault.AUDIO_FORBIDDEN,
        List.of("uri"),
        "The recording is outside the allowed roots: move it, or add its folder to"
            + " audio.allowed-roots.");
  }

  private static boolean within(URI root, URI wanted) {
    String folder = root.getPath().endsWith("/") ? root.getPath() : root.getPath() + "/";
    return String.valueOf(root.getScheme()).equals(String.valueOf(wanted.getScheme()))
        && String.valueOf(root.getAuthority()).equals(String.valueOf(wanted.getAuthority()))
        && wanted.getPath().startsWith(folder);
  }

  private static URI resolved(Path path) {
    URI uri = path.toUri().normalize();
    if (uri.getScheme() != null && !"file".equals(uri.getScheme())) {
      return uri;
    }
    java.nio.file.Path local = java.nio.file.Path.of(uri.getPath()).toAbsolutePath().normalize();
    try {
      return real(local).toUri();
    } catch (IOException unreadable) {
      return local.toUri();
    }
  }

  private static java.nio.file.Path real(java.nio.file.Path local) throws IOException {
    return Files.exists(local) ? local.toRealPath() : local;
  }
}
