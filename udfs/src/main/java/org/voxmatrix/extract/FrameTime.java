package org.voxmatrix.extract;

/** Frames in seconds. */
final class FrameTime {

  private FrameTime() {}

  /**
   * Divided by a whole number, where there is one, hundredths are as near as can be.
   *
   * @param frameShift seconds from one frame to the next
   */
  static double seconds(long frames, double frameShift) {
    return frames / (Math.round(1e6 / frameShift) / 1e6);
  }
}
