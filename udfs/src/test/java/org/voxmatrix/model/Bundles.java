package org.voxmatrix.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Bundles for tests. */
public final class Bundles {

  private Bundles() {}

  /** A tiny model of samples, without a detector: mean of |x|, mean of x squared, largest x. */
  public static ModelBundle waveform() {
    return ModelBundle.loadTried(resources("waveform"));
  }

  /** Bundle files on the class path. */
  public static BundleFiles resources(String folder) {
    return name -> {
      try (InputStream stream =
          Bundles.class.getResourceAsStream("/models/" + folder + "/" + name)) {
        if (stream == null) {
          throw new FileNotFoundException(name);
        }
        return stream.readAllBytes();
      }
    };
  }

  /** The same files, with one text in bundle.json replaced. */
  static BundleFiles edited(BundleFiles files, String text, String replacement) {
    return name -> {
      byte[] content = files.read(name);
      return name.equals("bundle.json") ? replaced(content, text, replacement) : content;
    };
  }

  private static byte[] replaced(byte[] content, String text, String replacement)
      throws IOException {
    String json = new String(content, StandardCharsets.UTF_8);
    if (!json.contains(text)) {
      throw new IOException("bundle.json has no " + text);
    }
    return json.replaceFirst(java.util.regex.Pattern.quote(text), replacement)
        .getBytes(StandardCharsets.UTF_8);
  }
}
