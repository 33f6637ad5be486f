package org.voxmatrix.features;

/**
 * Cuts a stream of samples into overlapping frames. Whole frames only: samples after the last one
 * are left out. The frames do not depend on how the stream is cut into blocks.
 */
public final class Framer {

  private final int length;
  private final int shift;
  private final Sink sink;
  private float[] pending = new float[0];
  private int size;

  /** Takes frames. */
  @FunctionalInterface
  public interface Sink {

    /**
     * @param samples holds the frame; only lent
     * @param offset of its first sample
     */
    void frame(float[] samples, int offset);
  }

  /**
   * @param length samples in a frame
   * @param shift samples from one frame to the next
   */
  public Framer(int length, int shift, Sink sink) {
    this.length = length;
    this.shift = shift;
    this.sink = sink;
  }

  /** Adds the first {@code count} of {@code samples} to the stream. */
  public void accept(float[] samples, int count) {
    if (pending.length < size + count) {
      float[] larger = new float[length + size + count];
      System.arraycopy(pending, 0, larger, 0, size);
      pending = larger;
    }
    System.arraycopy(samples, 0, pending, size, count);
    size += count;
    int start = 0;
    for (; start + length <= size; start += shift) {
      sink.frame(pending, start);
    }
    size -= start;
    System.arraycopy(pending, start, pending, 0, size);
  }
}
