package org.voxmatrix.model;

import java.nio.charset.StandardCharsets;
import org.voxmatrix.features.FrontEnd;
import org.voxmatrix.identity.Sha256;

/**
 * First 8 bytes, big-endian, of the SHA-256 over the bytes of {@code model.onnx} and then the
 * canonical form of what else changes an embedding: one {@code field=value} line each, in a fixed
 * order, numbers as Java's shortest decimal form. Voiceprints carry it, so the form never changes.
 */
final class Fingerprint {

  private Fingerprint() {}

  static long of(BundleFields bundle) {
    return Sha256.first8(
        bundle.model().content(), canonical(bundle).getBytes(StandardCharsets.UTF_8));
  }

  static String canonical(BundleFields bundle) {
    StringBuilder form = new StringBuilder();
    line(form, "kind", bundle.kind().label());
    line(form, "output", bundle.model().output());
    line(form, "sample_rate", bundle.sampleRate());
    bundle.frontEnd().ifPresent(frontEnd -> frontEnd(form, frontEnd));
    bundle.dynamicRange().ifPresent(range -> line(form, "dynamic_range", range));
    if (!bundle.subtractsMean()) {
      line(form, "normalization", "none");
    }
    float[] mean = bundle.mean();
    for (int i = 0; i < mean.length; i++) {
      if (mean[i] != 0) {
        line(form, "mean." + i, mean[i]);
      }
    }
    return form.toString();
  }

  private static void frontEnd(StringBuilder form, FrontEnd frontEnd) {
    line(form, "frame_length", frontEnd.frameLength());
    line(form, "frame_shift", frontEnd.frameShift());
    line(form, "bins", frontEnd.bins());
    line(form, "low_frequency", frontEnd.lowFrequency());
    line(form, "high_frequency", frontEnd.highFrequency());
    line(form, "pre_emphasis", frontEnd.preEmphasis());
    line(form, "window", frontEnd.window());
    line(form, "energy_floor", frontEnd.energyFloor());
  }

  private static void line(StringBuilder form, String field, Object value) {
    form.append(field).append('=').append(value).append('\n');
  }
}
