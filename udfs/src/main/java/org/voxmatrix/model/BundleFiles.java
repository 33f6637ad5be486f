package org.voxmatrix.model;

import java.io.IOException;

/** The files of a bundle, wherever they lie. */
@FunctionalInterface
public interface BundleFiles {

  /**
   * @param name {@code bundle.json}, {@code model.onnx} or {@code vad.onnx}
   * @return the whole file
   */
  byte[] read(String name) throws IOException;
}
