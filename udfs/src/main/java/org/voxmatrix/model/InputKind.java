package org.voxmatrix.model;

/** What a voiceprint graph takes. */
public enum InputKind {
  /** {@code [batch, frames, bins]} log-mel frames, their mean over time subtracted. */
  KALDI_FBANK("kaldi-fbank"),
  /** {@code [batch, samples]} in [-1, 1). */
  WAVEFORM("waveform");

  private final String label;

  InputKind(String label) {
    this.label = label;
  }

  /** The name in {@code bundle.json}. */
  public String label() {
    return label;
  }
}
