package org.voxmatrix.features;

/**
 * Power spectrum of real signals of one power-of-two length: a Stockham radix-4 transform of half
 * the length, then the split into the real signal's spectrum (Van Loan, Computational Frameworks
 * for the Fast Fourier Transform, 1992, sections 1.7 and 4.3). Not thread-safe.
 */
final class RealFft {

  private final int half;
  private final float[] cosines;
  private final float[] sines;
  private float[] re;
  private float[] im;
  private float[] nextRe;
  private float[] nextIm;

  /**
   * @param length a power of two, at least 8
   */
  RealFft(int length) {
    if (Integer.bitCount(length) != 1 || length < 8) {
      throw new IllegalArgumentException("FFT length is " + length + ", not a power of two from 8");
    }
    half = length / 2;
    cosines = new float[length];
    sines = new float[length];
    for (int i = 0; i < length; i++) {
      cosines[i] = (float) Math.cos(2 * Math.PI * i / length);
      sines[i] = (float) -Math.sin(2 * Math.PI * i / length);
    }
    re = new float[half];
    im = new float[half];
    nextRe = new float[half];
    nextIm = new float[half];
  }

  /**
   * @param signal {@code length} samples
   * @param power receives the {@code length / 2} squared magnitudes from 0 Hz up, without Nyquist
   */
  void power(float[] signal, float[] power) {
    for (int i = 0; i < half; i++) {
      re[i] = signal[2 * i];
      im[i] = signal[2 * i + 1];
    }
    int size = half;
    int stride = 1;
    while (size >= 4) {
      radix4(size, stride);
      size /= 4;
      stride *= 4;
    }
    if (size == 2) {
      radix2(stride);
    }
    split(power);
  }

  private void radix4(int size, int s) {
    float[] xr = re;
    float[] xi = im;
    float[] yr = nextRe;
    float[] yi = nextIm;
    int quarter = size / 4;
    int step = 2 * half / size;
    for (int p = 0; p < quarter; p++) {
      float c1 = cosines[p * step];
      float s1 = sines[p * step];
      float c2 = cosines[2 * p * step];
      float s2 = sines[2 * p * step];
      float c3 = cosines[3 * p * step];
      float s3 = sines[3 * p * step];
      int ia = s * p;
      int ib = s * (p + quarter);
      int ic = s * (p + 2 * quarter);
      int id = s * (p + 3 * quarter);
      int out = 4 * s * p;
      for (int q = 0; q < s; q++) {
        float sumReAc = xr[ia + q] + xr[ic + q];
        float sumImAc = xi[ia + q] + xi[ic + q];
        float difReAc = xr[ia + q] - xr[ic + q];
        float difImAc = xi[ia + q] - xi[ic + q];
        float sumReBd = xr[ib + q] + xr[id + q];
        float sumImBd = xi[ib + q] + xi[id + q];
        float difReBd = xr[ib + q] - xr[id + q];
        float difImBd = xi[ib + q] - xi[id + q];
        yr[out + q] = sumReAc + sumReBd;
        yi[out + q] = sumImAc + sumImBd;
        float r1 = difReAc + difImBd;
        float i1 = difImAc - difReBd;
        yr[out + s + q] = r1 * c1 - i1 * s1;
        yi[out + s + q] = r1 * s1 + i1 * c1;
        float r2 = sumReAc - sumReBd;
        float i2 = sumImAc - sumImBd;
        yr[out + 2 * s + q] = r2 * c2 - i2 * s2;
        yi[out + 2 * s + q] = r2 * s2 + i2 * c2;
        float r3 = difReAc - difImBd;
        float i3 = difImAc + difReBd;
        yr[out + 3 * s + q] = r3 * c3 - i3 * s3;
        yi[out + 3 * s + q] = r3 * s3 + i3 * c3;
      }
    }
    swap();
  }

  private void radix2(int s) {
    for (int q = 0; q < s; q++) {
      nextRe[q] = re[q] + re[s + q];
      nextIm[q] = im[q] + im[s + q];
      nextRe[s + q] = re[q] - re[s + q];
      nextIm[s + q] = im[q] - im[s + q];
    }
    swap();
  }

  private void split(float[] power) {
    float dc = re[0] + im[0];
    power[0] = dc * dc;
    for (int k = 1; k < half; k++) {
      float evenRe = 0.5f * (re[k] + re[half - k]);
      float evenIm = 0.5f * (im[k] - im[half - k]);
      float oddRe = 0.5f * (im[k] + im[half - k]);
      float oddIm = -0.5f * (re[k] - re[half - k]);
      float r = evenRe + oddRe * cosines[k] - oddIm * sines[k];
      float i = evenIm + oddRe * sines[k] + oddIm * cosines[k];
      power[k] = r * r + i * i;
    }
  }

  private void swap() {
    float[] spare = re;
    re = nextRe;
    nextRe = spare;
    spare = im;
    im = nextIm;
    nextIm = spare;
  }
}
