package org.voxmatrix.features;

/** The samples themselves, for models that take a waveform: frames that touch without overlap. */
public record FrameSamples(int shift) implements FrameFeatures {

  @Override
  public int length() {
    return shift;
  }

  @Override
  public int width() {
    return shift;
  }

  @Override
  public void frame(float[] samples, int offset, float[] values, int valuesOffset) {
    System.arraycopy(samples, offset, values, valuesOffset, shift);
  }
}
