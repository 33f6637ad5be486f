package org.voxmatrix.model.preset;

import java.util.Optional;

/**
 * What a user says of a file; what is empty, the file says itself, or the preset.
 *
 * @param name of the model, for its bundle
 * @param licence SPDX identifier
 * @param input name of the input of features or samples
 * @param output name of the output that is the embedding
 * @param normalization {@code mean} (subtracted over time) or {@code none}, of Kaldi frames
 * @param range {@code int16} or {@code unit}: the range of samples that features are made of
 */
public record ImportOptions(
    String name,
    Optional<String> licence,
    Optional<String> input,
    Optional<String> output,
    Optional<String> normalization,
    Optional<String> range) {

  /** All as the file and the preset say. */
  public static ImportOptions named(String name) {
    return new ImportOptions(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
