package org.voxmatrix.features;

/** The taper laid over a frame before its spectrum is taken; formulas as in Kaldi. */
public enum FrameWindow {
  /** Symmetric Hann to the power 0.85. */
  POVEY,
  /** Symmetric Hann. */
  HANNING,
  /** Symmetric Hamming, 0.54 - 0.46 cos. */
  HAMMING;

  float[] weights(int length) {
    float[] weights = new float[length];
    for (int i = 0; i < length; i++) {
      double cosine = Math.cos(2 * Math.PI * i / (length - 1));
      double weight =
          switch (this) {
            case POVEY -> Math.pow(0.5 - 0.5 * cosine, 0.85);
            case HANNING -> 0.5 - 0.5 * cosine;
            case HAMMING -> 0.54 - 0.46 * cosine;
          };
      weights[i] = (float) weight;
    }
    return weights;
  }
}
