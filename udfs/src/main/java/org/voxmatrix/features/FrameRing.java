package org.voxmatrix.features;

/** The latest frames of a stream, by their index in it; older ones are overwritten. */
public final class FrameRing {

  private final int capacity;
  private final int width;
  private final float[] values;

  /**
   * @param capacity frames kept
   * @param width values per frame
   */
  public FrameRing(int capacity, int width) {
    this.capacity = capacity;
    this.width = width;
    values = new float[capacity * width];
  }

  public int width() {
    return width;
  }

  /** The array that {@link #offset} points into. */
  public float[] values() {
    return values;
  }

  /** Where the values of frame {@code index} start. */
  public int offset(long index) {
    return (int) (index % capacity) * width;
  }
}
