package org.voxmatrix.access;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Places;

/**
 * The folders that recordings may be read from; none listed allows all. Dots and symbolic links are
 * resolved before the comparison.
 */
public record AllowedRoots(List<String> roots) implements Serializable {

  /**
   * @throws RequestException if a root is blank or no path
   */
  public AllowedRoots {
    roots = List.copyOf(roots);
    for (String root : roots) {
      if (root.isBlank()) {
        throw RequestException.badValue(
            "allowed-roots",
            "audio.allowed-roots names no folder: give one, or leave it out to allow any.");
      }
      resolved(root);
    }
  }

  /** The same list, if it is one of roots. */
  public static List<String> checked(List<String> roots) {
    return new AllowedRoots(roots).roots();
  }

  /** Whether a URI is of this machine. One without a scheme is on Hadoop's default file system. */
  static boolean isLocal(URI uri) {
    return "file".equalsIgnoreCase(uri.getScheme());
  }

  /** Whether there is anything to check. */
  private boolean limit() {
    return !roots.isEmpty();
  }

  /** Refuses a URI of another machine outside every root. */
  void check(URI uri) {
    URI wanted = uri.normalize();
    if (limit() && roots.stream().noneMatch(root -> within(resolved(root), wanted))) {
      throw forbidden();
    }
  }

  /**
   * Refuses a file of this machine outside every root.
   *
   * @param file in any form, or as it is without links
   */
  void check(Path file) {
    if (limit() && roots.stream().noneMatch(root -> within(resolved(root), real(file)))) {
      throw forbidden();
    }
  }

  private static RejectedException forbidden() {
    return new RejectedException(
        Fault.AUDIO_FORBIDDEN,
        List.of("uri"),
        "The recording is outside the allowed roots: move it, or add its folder to"
            + " audio.allowed-roots.");
  }

  private static boolean within(URI root, URI wanted) {
    String folder = root.getPath().endsWith("/") ? root.getPath() : root.getPath() + "/";
    return root.getScheme().equalsIgnoreCase(wanted.getScheme())
        && String.valueOf(root.getAuthority()).equals(String.valueOf(wanted.getAuthority()))
        && String.valueOf(wanted.getPath()).startsWith(folder);
  }

  private static boolean within(URI root, Path file) {
    return isLocal(root) && file.startsWith(real(Path.of(root.getPath())));
  }

  /** A root without a scheme is of this machine, as a recording is. */
  private static URI resolved(String root) {
    URI uri = Places.path("allowed-roots", root).toUri().normalize();
    try {
      return uri.getScheme() != null && !isLocal(uri)
          ? uri
          : Path.of(uri.getPath()).toAbsolutePath().toUri();
    } catch (IllegalArgumentException e) {
      throw RequestException.badValue(
          "allowed-roots", "audio.allowed-roots names what is no path: correct it.");
    }
  }

  private static Path real(Path file) {
    Path plain = file.toAbsolutePath().normalize();
    try {
      return Files.exists(plain) ? plain.toRealPath() : plain;
    } catch (IOException unreadable) {
      return plain;
    }
  }
}
