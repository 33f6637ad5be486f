package org.voxmatrix.model.preset;

import java.util.Arrays;
import java.util.Optional;

/** The projects whose exported speaker models can be imported. */
public enum Preset {
  /** Kaldi frames with Hamming windows of samples in the range of int16, less their mean. */
  WESPEAKER("wespeaker"),
  /** Kaldi frames with povey windows, less their mean. */
  THREE_D_SPEAKER("3d-speaker"),
  /** Log-mel frames of its own, [batch, bins, frames], by mean and deviation, and their number. */
  NEMO("nemo"),
  /** Samples, or decibel frames of its own, less their mean. */
  SPEECHBRAIN("speechbrain"),
  /** Samples. */
  REDIMNET("redimnet");

  private final String label;

  Preset(String label) {
    this.label = label;
  }

  /** As users write it, and as sherpa-onnx calls it in field {@code framework} of a file. */
  public String label() {
    return label;
  }

  public static Optional<Preset> of(String label) {
    return Arrays.stream(values()).filter(preset -> preset.label.equals(label)).findFirst();
  }

  /** What the graph takes, for messages. */
  String takes() {
    return switch (this) {
      case WESPEAKER, THREE_D_SPEAKER -> "[batch, frames, bins]";
      case NEMO -> "[batch, bins, frames] and a length";
      case SPEECHBRAIN -> "[batch, samples] or [batch, frames, bins]";
      case REDIMNET -> "[batch, samples]";
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
