package org.voxmatrix.model.preset;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.onnx.OnnxModel;
import org.voxmatrix.onnx.OnnxNode;

/**
 * Filter banks of other projects as nodes from samples, [1, length], to log-mel frames, [1, bins,
 * frames]; the first window is about the first sample, and zeros lie beyond both ends.
 */
final class SpectrumNodes {

  private final OnnxModel model;
  private final int rate;
  private final int bins;
  private final int length;
  private final int shift;
  private final List<OnnxNode> nodes = new ArrayList<>();

  /**
   * @param length of a window, in samples
   * @param shift from one window to the next, in samples; at most half the length
   */
  SpectrumNodes(OnnxModel model, int rate, int bins, int length, int shift) {
    this.model = model;
    this.rate = rate;
    this.bins = bins;
    this.length = length;
    this.shift = shift;
  }

  List<OnnxNode> nodes() {
    return nodes;
  }

  /**
   * NeMo's {@code FilterbankFeatures} with the settings of its speaker models: pre-emphasis 0.97,
   * symmetric Hann windows, 512 points (or the next power of two), Slaney's filters, log(power +
   * 2^-24), then each bin less its mean, by its deviation plus 1e-5. The frame about the end of the
   * last whole step is left out, as NeMo masks it.
   *
   * @return the name of the frames
   */
  String nemo(String samples, boolean normalized) {
    int points = Math.max(512, Integer.highestOneBit(2 * length - 1));
    numbers("voxmatrix.row", 1, 1, -1);
    add("Reshape", "voxmatrix.signal", samples, "voxmatrix.row");
    model.weights("voxmatrix.emphasis", new float[] {-0.97f, 1}, 1, 1, 2);
    nodes.add(
        new OnnxNode("Conv", "voxmatrix.emphasized", "voxmatrix.signal", "voxmatrix.emphasis")
            .numbers("pads", 1, 0));
    power("voxmatrix.emphasized", hann(length), points, length - length / 2 - shift);
    mel(MelFilters.slaney(rate, bins, points / 2 + 1), points / 2 + 1);
    number("voxmatrix.guard", (float) Math.pow(2, -24));
    add("Add", "voxmatrix.guarded", "voxmatrix.mel", "voxmatrix.guard");
    add("Log", "voxmatrix.log", "voxmatrix.guarded");
    return normalized ? deviations("voxmatrix.log") : "voxmatrix.log";
  }

  /**
   * SpeechBrain's {@code Fbank} and {@code InputNormalization}: periodic Hamming windows, as many
   * points, its own filters, decibels down to 80 below the loudest, less their mean.
   *
   * @return the name of the frames
   */
  String speechbrain(String samples) {
    numbers("voxmatrix.row", 1, 1, -1);
    add("Reshape", "voxmatrix.signal", samples, "voxmatrix.row");
    power("voxmatrix.signal", hamming(length), length, length / 2);
    mel(MelFilters.speechbrain(rate, bins, length / 2 + 1), length / 2 + 1);
    number("voxmatrix.least", 1e-10f);
    add("Max", "voxmatrix.guarded", "voxmatrix.mel", "voxmatrix.least");
    add("Log", "voxmatrix.log", "voxmatrix.guarded");
    number("voxmatrix.decibel", (float) (10 / Math.log(10)));
    add("Mul", "voxmatrix.decibels", "voxmatrix.log", "voxmatrix.decibel");
    add("GlobalMaxPool", "voxmatrix.loudest.bins", "voxmatrix.decibels");
    nodes.add(
        new OnnxNode("Transpose", "voxmatrix.loudest.row", "voxmatrix.loudest.bins")
            .numbers("perm", 0, 2, 1));
    add("GlobalMaxPool", "voxmatrix.loudest", "voxmatrix.loudest.row");
    number("voxmatrix.range", 80);
    add("Sub", "voxmatrix.floor", "voxmatrix.loudest", "voxmatrix.range");
    add("Max", "voxmatrix.lifted", "voxmatrix.decibels", "voxmatrix.floor");
    return means("voxmatrix.lifted");
  }

  /** The number of frames, as one whole number of that type (by ONNX's numbers). */
  void count(String frames, String name, long type) {
    String shape = name + ".shape";
    add("Shape", shape, frames);
    numbers(name + ".axis", 2);
    add("Gather", name + ".whole", shape, name + ".axis");
    nodes.add(new OnnxNode("Cast", name, name + ".whole").number("to", type));
  }

  private String means(String frames) {
    add("GlobalAveragePool", "voxmatrix.mean", frames);
    add("Sub", "voxmatrix.centred", frames, "voxmatrix.mean");
    return "voxmatrix.centred";
  }

  private String deviations(String frames) {
    String centred = means(frames);
    add("Mul", "voxmatrix.squares", centred, centred);
    add("GlobalAveragePool", "voxmatrix.variance", "voxmatrix.squares");
    count(frames, "voxmatrix.n", 1);
    number("voxmatrix.one", 1);
    add("Sub", "voxmatrix.free", "voxmatrix.n", "voxmatrix.one");
    add("Div", "voxmatrix.bias", "voxmatrix.n", "voxmatrix.free");
    add("Mul", "voxmatrix.unbiased", "voxmatrix.variance", "voxmatrix.bias");
    add("Sqrt", "voxmatrix.deviation", "voxmatrix.unbiased");
    number("voxmatrix.tiny", 1e-5f);
    add("Add", "voxmatrix.divisor", "voxmatrix.deviation", "voxmatrix.tiny");
    add("Div", "voxmatrix.normalized", centred, "voxmatrix.divisor");
    return "voxmatrix.normalized";
  }

  /** Squares of both parts of the spectrum, [1, 2 * frequencies, frames]. */
  private void power(String signal, double[] window, int points, int after) {
    int frequencies = points / 2 + 1;
    float[] basis = new float[2 * frequencies * window.length];
    for (int k = 0; k < frequencies; k++) {
      for (int i = 0; i < window.length; i++) {
        double angle = 2 * Math.PI * ((long) k * i % points) / points;
        basis[k * window.length + i] = (float) (window[i] * Math.cos(angle));
        basis[(frequencies + k) * window.length + i] = (float) (window[i] * Math.sin(angle));
      }
    }
    model.weights("voxmatrix.basis", basis, 2L * frequencies, 1, window.length);
    nodes.add(
        new OnnxNode("Conv", "voxmatrix.spectrum", signal, "voxmatrix.basis")
            .numbers("strides", shift)
            .numbers("pads", window.length / 2, after));
    add("Mul", "voxmatrix.power", "voxmatrix.spectrum", "voxmatrix.spectrum");
  }

  private void mel(float[] filters, int frequencies) {
    float[] ofBothParts = new float[2 * filters.length];
    for (int bin = 0; bin < bins; bin++) {
      for (int part = 0; part < 2; part++) {
        System.arraycopy(
            filters, bin * frequencies, ofBothParts, (2 * bin + part) * frequencies, frequencies);
      }
    }
    model.weights("voxmatrix.filters", ofBothParts, bins, 2L * frequencies, 1);
    add("Conv", "voxmatrix.mel", "voxmatrix.power", "voxmatrix.filters");
  }

  private static double[] hann(int length) {
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (length - 1));
    }
    return window;
  }

  private static double[] hamming(int length) {
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / length);
    }
    return window;
  }

  private void add(String type, String output, String... inputs) {
    nodes.add(new OnnxNode(type, output, inputs));
  }

  private void number(String name, float value) {
    model.weights(name, new float[] {value}, 1);
  }

  private void numbers(String name, long... values) {
    model.numbers(name, values);
  }
}
