package org.voxmatrix.model;

import java.io.IOException;
import java.util.List;

/** The files of a bundle, wherever they lie. */
@FunctionalInterface
public interface BundleFiles {

  /**
   * @param name {@code bundle.json}, {@code model.onnx} or {@code vad.onnx}
   * @return the whole file
   */
  byte[] read(String name) throws IOException;

  /**
   * The bytes to read of a file, before any is read.
   *
   * @param size as its storage says
   * @throws org.voxmatrix.error.RequestException if it is empty, as devices and pipes are, or
   *     larger than a bundle's file may be
   */
  static int size(String name, long size) {
    long most = name.endsWith(".json") ? 4L << 20 : 1L << 30;
    if (size < 1 || size > most) {
      throw BadBundle.at(
          List.of(name),
          "%s of the model bundle has %d bytes: a bundle is a folder of files, and this one may have 1 to %d bytes"
              .formatted(name, size, most));
    }
    return (int) size;
  }
}
