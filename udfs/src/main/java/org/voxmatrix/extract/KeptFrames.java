package org.voxmatrix.extract;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.voxmatrix.features.FrameRing;
import org.voxmatrix.features.TimeMean;

/** The frames to embed, up to a limit; further ones are let go. */
final class KeptFrames {

  private static final int FIRST_FRAMES = 500;

  private final int width;
  private final int limit;
  private float[] values;
  private int count;

  KeptFrames(int width, int limit) {
    this.width = width;
    this.limit = limit;
    values = new float[width * Math.min(limit, FIRST_FRAMES)];
  }

  int count() {
    return count;
  }

  int width() {
    return width;
  }

  boolean full() {
    return count == limit;
  }

  void add(FrameRing ring, long frame) {
    if (full()) {
      return;
    }
    if (values.length < (count + 1) * width) {
      values = Arrays.copyOf(values, width * Math.min(limit, 2 * count));
    }
    System.arraycopy(ring.values(), ring.offset(frame), values, count * width, width);
    count++;
  }

  /** Lifts what lies more than {@code range} below the highest value to there. */
  void limitRange(float range) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count * width; i++) {
      highest = Math.max(highest, values[i]);
    }
    float floor = highest - range;
    for (int i = 0; i < count * width; i++) {
      values[i] = Math.max(floor, values[i]);
    }
  }

  void subtractMean() {
    float[] mean = TimeMean.of(values, width, count);
    for (int i = 0; i < count * width; i += width) {
      for (int j = 0; j < width; j++) {
        values[i + j] -= mean[j];
      }
    }
  }

  void copyTo(FloatBuffer target) {
    target.put(values, 0, count * width);
  }
}
