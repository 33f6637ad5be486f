package org.voxmatrix.features;

/** What a model sees of one frame. */
public interface FrameFeatures {

  /** Samples in a frame. */
  int length();

  /** Samples from the start of one frame to the start of the next. */
  int shift();

  /** Values per frame. */
  int width();

  /**
   * Computes one frame.
   *
   * @param samples in [-1, 1)
   * @param offset of the frame's first sample
   * @param values receives {@link #width()} values
   * @param valuesOffset where the first one goes
   */
  void frame(float[] samples, int offset, float[] values, int valuesOffset);
}
