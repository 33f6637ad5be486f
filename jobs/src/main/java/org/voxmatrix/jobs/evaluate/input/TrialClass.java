package org.voxmatrix.jobs.evaluate.input;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How lists of trials write whether both sides are of one speaker. */
public final class TrialClass {

  /** What columns of it are called in files with a header. */
  public static final List<String> COLUMNS = List.of("label", "target", "targettype", "key");

  private static final Set<String> TARGET = Set.of("target", "tgt", "1", "true", "same");
  private static final Set<String> NON_TARGET =
      Set.of("nontarget", "non-target", "imp", "impostor", "imposter", "0", "false", "different");

  private TrialClass() {}

  /** True for a target trial, false for a non-target trial, nothing for another word. */
  public static Optional<Boolean> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (TARGET.contains(lower)) {
      return Optional.of(true);
    }
    return NON_TARGET.contains(lower) ? Optional.of(false) : Optional.empty();
  }

  /**
   * Whether a line of a file of scores is a target trial.
   *
   * @throws org.voxmatrix.error.RequestException {@code request.bad-value} if it has neither word
   */
  public static boolean in(TextTable table, int line, int column) {
    return of(table.cell(line, column))
        .orElseThrow(
            () ->
                TextTable.invalid(
                    table.option(),
                    "Line %d of the scores is labelled neither target nor nontarget."
                        .formatted(line + 1)));
  }
}
